package dev.assay.sampling.estimate;

import java.util.Arrays;

/** P-values of several tests, adjusted so that they hold together. */
public final class AdjustedPValues {
  private AdjustedPValues() {}

  /**
   * Holm's: those below alpha hold any false rejection with a probability of at most alpha, however
   * the tests depend on one another. Source: Holm (1979), "A simple sequentially rejective multiple
   * test procedure".
   *
   * @param p each in [0, 1]
   * @return in the same order, each at least its own p-value
   */
  public static double[] holm(double[] p) {
    Integer[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double most = 0;
    for (int rank = 0; rank < order.length; rank++) {
      most = Math.max(most, Math.min(1, (p.length - rank) * p[order[rank]]));
      adjusted[order[rank]] = most;
    }
    return adjusted;
  }

  /**
   * Benjamini and Hochberg's: of those below alpha an expected part of at most alpha is false, for
   * tests that are independent or depend on one another positively. Source: Benjamini and Hochberg
   * (1995), "Controlling the false discovery rate".
   *
   * @param p each in [0, 1]
   * @return in the same order, each at least its own p-value
   */
  public static double[] benjaminiHochberg(double[] p) {
    Integer[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int rank = order.length - 1; rank >= 0; rank--) {
      least = Math.min(least, p.length * p[order[rank]] / (rank + 1));
      adjusted[order[rank]] = least;
    }
    return adjusted;
  }

  private static Integer[] ascending(double[] p) {
    Require.unitInterval("p", p);
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(p[a], p[b]));
    return order;
  }
}
