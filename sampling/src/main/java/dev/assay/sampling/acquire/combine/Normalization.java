package dev.assay.sampling.acquire.combine;

import java.util.Arrays;

/**
 * How the utilities of several strategies are made comparable. Either way the most useful candidate
 * gets 1 and the least useful 0; where a strategy finds all alike it says nothing, and all get 1.
 */
public enum Normalization {
  /**
   * The share of the other candidates that are of less use. It does not depend on how a strategy
   * scales its utilities, so weights mean the same for all.
   */
  RANK {
    @Override
    double[] spread(double[] utilities) {
      double[] sorted = utilities.clone();
      Arrays.sort(sorted);
      double[] values = new double[utilities.length];
      // The greatest gets 1 also where several share it: what counts is who is of less use than it.
      double most = below(sorted, sorted[sorted.length - 1]);
      for (int i = 0; i < values.length; i++) {
        values[i] = below(sorted, utilities[i]) / most;
      }
      return values;
    }
  },
  /** The place between the least and the greatest utility: near ties stay near. */
  MIN_MAX {
    @Override
    double[] spread(double[] utilities) {
      double least = Arrays.stream(utilities).min().orElseThrow();
      double greatest = Arrays.stream(utilities).max().orElseThrow();
      double[] values = new double[utilities.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (utilities[i] - least) / (greatest - least);
      }
      return values;
    }
  };

  /**
   * Normalises.
   *
   * @param utilities one for each candidate, finite, at least one
   * @return a new array, each in [0, 1]
   */
  public double[] of(double[] utilities) {
    for (double utility : utilities) {
      if (utility != utilities[0]) {
        return spread(utilities);
      }
    }
    double[] alike = new double[utilities.length];
    Arrays.fill(alike, 1);
    return alike;
  }

  /** As {@link #of}, where not all are alike. */
  abstract double[] spread(double[] utilities);

  /** How many are less. */
  private static int below(double[] sorted, double utility) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < utility) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
