package dev.assay.sampling.estimate.metric;

/**
 * The metric at totals from the difference estimator, with the beliefs as control variate, or from
 * Horvitz and Thompson's where there are none. The default: a ratio of difference estimates has a
 * quarter of the paper's variance with good beliefs. Variance: the design's, of the residuals along
 * the gradient (delta method).
 */
public final class DifferenceOfTotals implements MetricEstimator {
  @Override
  public String name() {
    return "difference-ratio";
  }

  @Override
  public MetricEstimate estimate(Metric metric, MetricSample sample) {
    Linearisation line = Linearisation.of(metric, sample, sample.hasBeliefs());
    double[] residual = line.residual();
    double variance = sample.weights().varianceOfTotal(residual, residual);
    return new MetricEstimate(line.value(), variance, sample.count(), metric.name(), name());
  }
}
