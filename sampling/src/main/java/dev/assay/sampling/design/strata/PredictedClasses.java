package dev.assay.sampling.design.strata;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;

/** Strata by predicted class: the class of greatest probability. */
public final class PredictedClasses {

  private PredictedClasses() {}

  /**
   * One stratum for each class that is predicted for a unit, ascending; of equally probable classes
   * the lower counts.
   *
   * @param probabilities for each unit those of all classes, finite, of equal number
   */
  public static Strata of(double[][] probabilities) {
    int[] predicted = new int[probabilities.length];
    for (int i = 0; i < probabilities.length; i++) {
      double[] row = probabilities[i];
      Require.sameLength(probabilities[0].length, row.length, "classes");
      if (row.length == 0) {
        throw Require.invalid(Reason.COUNT_OUT_OF_RANGE, "there is no class; give at least one");
      }
      Require.finite(row, "probability");
      for (int c = 1; c < row.length; c++) {
        if (row[c] > row[predicted[i]]) {
          predicted[i] = c;
        }
      }
    }
    return Strata.ofLabels(predicted);
  }
}
