package dev.assay.server.pool;

import java.util.Arrays;

/**
 * Bins of about equal counts. Cut b of B is the value at rank ceil(b * n / B) of the n sorted
 * values (the lower empirical quantile b / B), and a value's bin is 1 more than the number of cuts
 * below it. Equal values are in one bin, so bins of values that repeat much are of unequal counts.
 */
record QuantileCuts(double[] cuts) {

  /** Sorts the values, which must be numbers. */
  static QuantileCuts of(double[] values, int binCount) {
    Arrays.sort(values);
    double[] cuts = new double[values.length == 0 ? 0 : binCount - 1];
    for (int i = 0; i < cuts.length; i++) {
      long rank = ((long) (i + 1) * values.length + binCount - 1) / binCount;
      cuts[i] = values[(int) rank - 1];
    }
    return new QuantileCuts(cuts);
  }

  /** From 1 on. */
  int binOf(double value) {
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
    return low + 1;
  }
}
