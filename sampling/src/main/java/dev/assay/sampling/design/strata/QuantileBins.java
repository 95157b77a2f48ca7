package dev.assay.sampling.design.strata;

import dev.assay.sampling.Require;
import java.util.Arrays;

/** Strata of about equally many units: bins between quantiles of a score or an attribute. */
public final class QuantileBins {

  private QuantileBins() {}

  /**
   * Cuts at the quantiles 1/bins, 2/bins, ... (linear interpolation between order statistics); a
   * value equal to a cut belongs to the bin below it.
   *
   * <p>Equal values are never torn apart, so that many ties make fewer bins than asked for.
   *
   * @param values one finite number for each unit
   * @param bins at least 1
   * @return strata ascending with the values
   */
  public static Strata of(double[] values, int bins) {
    Require.population(values.length);
    Require.count(bins, 1, Integer.MAX_VALUE, "number of bins");
    Require.finite(values, "value");
    double[] cuts = cuts(values, Math.min(bins, values.length));
    int[] labels = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      labels[i] = cutsBelow(cuts, values[i]);
    }
    return Strata.ofLabels(labels);
  }

  /** The inner cuts, ascending. */
  private static double[] cuts(double[] values, int bins) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] cuts = new double[bins - 1];
    for (int k = 1; k < bins; k++) {
      double position = (double) k / bins * (sorted.length - 1);
      int below = (int) position;
      double lower = sorted[below];
      double upper = sorted[Math.min(below + 1, sorted.length - 1)];
      // Interpolated without the difference of the two, which may overflow.
      double part = position - below;
      cuts[k - 1] = lower == upper ? lower : lower * (1 - part) + upper * part;
    }
    return cuts;
  }

  /** How many cuts are strictly below a value. */
  static int cutsBelow(double[] cuts, double value) {
    int low = 0;
    int high = cuts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cuts[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
