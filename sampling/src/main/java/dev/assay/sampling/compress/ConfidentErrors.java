package dev.assay.sampling.compress;

import dev.assay.sampling.Require;
import dev.assay.sampling.balance.LabelledRows;

/**
 * Which labels are refuted by what a teacher that has not seen them says.
 *
 * <p>Northcutt, Jiang and Chuang (2021), "Confident learning: estimating uncertainty in dataset
 * labels", equation 1: a class's threshold is the teacher's mean probability of it over the rows
 * labelled so; a row counts for the class of greatest probability among those that reach their
 * threshold. It is refuted where that is another than its label's.
 */
public final class ConfidentErrors {
  private ConfidentErrors() {}

  /**
   * The rows whose label is refuted.
   *
   * @param probabilities of the classes for each row, out of fold
   * @return for each row whether it is; a class without rows refutes none
   */
  public static boolean[] refuted(LabelledRows rows, double[][] probabilities) {
    Require.sameLength(rows.count(), probabilities.length, "row of probabilities");
    double[] thresholds = thresholds(rows, probabilities);
    boolean[] refuted = new boolean[rows.count()];
    for (int row = 0; row < refuted.length; row++) {
      double[] p = probabilities[row];
      int counted = -1;
      for (int c = 0; c < thresholds.length; c++) {
        if (p[c] >= thresholds[c] && (counted < 0 || p[c] > p[counted])) {
          counted = c;
        }
      }
      refuted[row] = counted >= 0 && counted != rows.classes()[row];
    }
    return refuted;
  }

  /** The mean probability of each class over the rows labelled so; above 1 without such rows. */
  static double[] thresholds(LabelledRows rows, double[][] probabilities) {
    double[] sums = new double[rows.classCount()];
    int[] sizes = rows.sizes();
    for (int row = 0; row < probabilities.length; row++) {
      sums[rows.classes()[row]] += probabilities[row][rows.classes()[row]];
    }
    double[] thresholds = new double[sums.length];
    for (int c = 0; c < sums.length; c++) {
      thresholds[c] = sizes[c] == 0 ? 2 : sums[c] / sizes[c];
    }
    return thresholds;
  }
}
