package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.SignedGamma;

/**
 * {@link SignedGamma} of the residuals along the metric's gradient: an item counts by how far its
 * label moved the metric from what was believed. One more residual weighs what the beliefs expect
 * of those not seen.
 */
final class ResidualGamma implements MetricInterval {
  /** The share of an even spread mixed into the beliefs, so that no label is thought impossible. */
  static final double FLATTENED_SHARE = 0.05;

  @Override
  public String name() {
    return SignedGamma.NAME;
  }

  @Override
  public Interval of(Metric metric, MetricSample sample, double level) {
    ItemBeliefs beliefs = sample.beliefs(name()).flattened(FLATTENED_SHARE);
    Linearisation line = Linearisation.of(metric, sample, true);
    SignedSides sides = new SignedSides(sample.weights());
    for (int i = 0; i < sample.count(); i++) {
      sides.add(i, line.residual()[i], beliefs.residual(i, line.gradient()));
    }
    return SignedGamma.of(
        line.value(), sides.up(), sides.down(), metric.least(), metric.greatest(), level);
  }
}
