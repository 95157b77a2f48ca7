package dev.assay.sampling.estimate.metric;

/**
 * How far each item can be expected to move a metric: what a design's probabilities should be
 * proportional to.
 *
 * <p>The metric's gradient is taken at the believed totals; the item's contribution is its row
 * along it, scaled so that a ratio's is f - F g. {@link #ofRatioEstimator} is the square root of
 * its second moment, for estimators without a control variate: Delta of "Sample efficient model
 * evaluation", eq. 12, 94 and 119 (add a small constant, or a floor, so that none is 0). {@link
 * #ofDifferenceEstimator} is its standard deviation, for those with one.
 */
public final class AnticipatedDeviation {
  private AnticipatedDeviation() {}

  /** sqrt(E (f - F g)^2) of each item. */
  public static double[] ofRatioEstimator(Metric metric, ItemBeliefs beliefs) {
    double[] gradient = gradient(metric, beliefs);
    double[] result = new double[beliefs.count()];
    for (int i = 0; i < result.length; i++) {
      result[i] = StrictMath.sqrt(beliefs.residual(i, gradient).secondMoment());
    }
    return result;
  }

  /** sqrt(Var(f - F g)) of each item. */
  public static double[] ofDifferenceEstimator(Metric metric, ItemBeliefs beliefs) {
    double[] gradient = gradient(metric, beliefs);
    double[] result = new double[beliefs.count()];
    for (int i = 0; i < result.length; i++) {
      result[i] = StrictMath.sqrt(beliefs.residual(i, gradient).variance());
    }
    return result;
  }

  /** At the believed totals, times the number of items: rows then stand for their own mean. */
  private static double[] gradient(Metric metric, ItemBeliefs beliefs) {
    double[] gradient = new double[metric.width()];
    metric.gradient(beliefs.expectedTotals(), gradient);
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] *= beliefs.count();
    }
    return gradient;
  }
}
