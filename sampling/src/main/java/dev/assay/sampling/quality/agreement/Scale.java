package dev.assay.sampling.quality.agreement;

/**
 * What the numbers of the classes mean, and so how far apart two of them are (Krippendorff,
 * "Computing Krippendorff's alpha-reliability", 2011, section D).
 */
public enum Scale {
  /** Names: two classes are the same or not. */
  NOMINAL {
    @Override
    double squaredDistance(int a, int b, double[] below) {
      return a == b ? 0 : 1;
    }
  },
  /** Ranks: the distance is the number of votes from one to the other. */
  ORDINAL {
    @Override
    double squaredDistance(int a, int b, double[] below) {
      double between = (below[a] + below[a + 1] - below[b] - below[b + 1]) / 2;
      return between * between;
    }
  },
  /** Numbers: the distance is the difference. */
  INTERVAL {
    @Override
    double squaredDistance(int a, int b, double[] below) {
      double difference = (double) a - b;
      return difference * difference;
    }
  };

  /**
   * The squared distance of two classes.
   *
   * @param below how many of the paired votes name a lower class than each, and in the end all
   */
  abstract double squaredDistance(int a, int b, double[] below);
}
