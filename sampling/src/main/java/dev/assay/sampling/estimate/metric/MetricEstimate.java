package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.Require;

/**
 * A point estimate of a metric.
 *
 * @param value the estimate, cut to the metric's range
 * @param variance by the delta method, at least 0
 * @param labelCount the labels, or draws, that it rests on
 * @param metric the metric's name
 * @param estimator the estimator's name
 */
public record MetricEstimate(
    double value, double variance, int labelCount, String metric, String estimator) {
  public MetricEstimate {
    Require.noOverflow("the metric", value);
    Require.noOverflow("the variance", variance);
  }

  /** The square root of the variance. */
  public double standardError() {
    return StrictMath.sqrt(variance);
  }
}
