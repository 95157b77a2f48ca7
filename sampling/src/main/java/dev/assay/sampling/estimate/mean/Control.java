package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;

/**
 * A control variate: a prediction g of every value, fixed before the labels were bought. Immutable.
 */
public final class Control {
  private final double[] labelled;
  private final double[] unlabelled;
  private final double total;

  private Control(double[] labelled, double[] unlabelled, double total) {
    this.labelled = labelled;
    this.unlabelled = unlabelled;
    this.total = total;
  }

  /**
   * With the total over the whole pool, labelled units included.
   *
   * @param labelled g of each label, finite
   */
  public static Control ofTotal(double[] labelled, double total) {
    Require.finite("control", labelled);
    Require.finite("controlTotal", total);
    return new Control(labelled.clone(), new double[0], total);
  }

  /**
   * With g of each unit that has no label, which prediction-powered inference needs.
   *
   * @param unlabelled g of at least one unit, finite; of a stratified estimator, stratum by stratum
   *     in the order of the strata
   */
  public static Control ofUnlabelled(double[] labelled, double[] unlabelled) {
    Require.finite("control", labelled);
    Require.finite("unlabelledControl", unlabelled);
    double total = 0;
    for (double g : labelled) {
      total += g;
    }
    for (double g : unlabelled) {
      total += g;
    }
    return new Control(labelled.clone(), unlabelled.clone(), total);
  }

  int count() {
    return labelled.length;
  }

  /** g of label i. */
  public double labelled(int i) {
    return labelled[i];
  }

  /** The sum of g over the pool. */
  public double total() {
    return total;
  }

  /** A copy of g of the units without a label. */
  public double[] unlabelled() {
    if (unlabelled.length == 0) {
      throw new InvalidInputException(
          "unlabelledControl", "is empty; give the prediction of every unlabelled unit");
    }
    return unlabelled.clone();
  }

  /** value - g, label by label. */
  double[] residuals(double[] value) {
    double[] result = new double[value.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = value[i] - labelled[i];
    }
    return result;
  }

  /** Whether g can be probabilities: of every label in [0, 1], and in total at most N. */
  boolean isBelief(long populationCount) {
    for (double g : labelled) {
      if (!(g >= 0 && g <= 1)) {
        return false;
      }
    }
    return total >= 0 && total <= populationCount;
  }
}
