package dev.assay.sampling.quality.agreement;

/**
 * What the numbers of the classes mean, and so how far apart two of them are (Krippendorff,
 * "Computing Krippendorff's alpha-reliability", 2011, section D).
 */
public enum Scale {
  /** Names: two classes are the same or not. */
  NOMINAL {
    @Override
    double squaredDistance(int a, int b, double[] frequency) {
      return a == b ? 0 : 1;
    }
  },
  /** Ranks: the distance is the number of votes from one to the other. */
  ORDINAL {
    @Override
    double squaredDistance(int a, int b, double[] frequency) {
      double between = -(frequency[a] + frequency[b]) / 2;
      for (int label = Math.min(a, b); label <= Math.max(a, b); label++) {
        between += frequency[label];
      }
      return a == b ? 0 : between * between;
    }
  },
  /** Numbers: the distance is the difference. */
  INTERVAL {
    @Override
    double squaredDistance(int a, int b, double[] frequency) {
      double difference = (double) a - b;
      return difference * difference;
    }
  };

  /** The squared distance of two classes, given how many paired votes name each. */
  abstract double squaredDistance(int a, int b, double[] frequency);
}
