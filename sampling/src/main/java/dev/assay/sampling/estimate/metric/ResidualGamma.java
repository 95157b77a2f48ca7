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
    Tally up = new Tally();
    Tally down = new Tally();
    for (int i = 0; i < sample.count(); i++) {
      double pi = sample.inclusionProbability(i);
      double residual = line.residual()[i];
      ResidualMoments moments = beliefs.residual(i, line.gradient());
      (residual > 0 ? up : down).see(Math.abs(residual), pi);
      up.expect(moments.up(), moments.upSize(), pi);
      down.expect(moments.up(), moments.downSize(), pi);
    }
    return SignedGamma.of(
        line.value(), up.side(), down.side(), metric.least(), metric.greatest(), level);
  }

  /** One sign's sums. */
  private static final class Tally {
    private double sum;
    private double variance;
    private double squares;
    private double mass;

    void see(double size, double pi) {
      double weighted = size / pi;
      sum += pi < 1 ? weighted : 0;
      variance += (1 - pi) * weighted * weighted;
    }

    /** The items like this one that were not drawn: each label stands for 1/pi - 1 of them. */
    void expect(double first, double size, double pi) {
      double units = (1 - pi) / pi * first;
      double jump = size / pi;
      squares += units * jump * jump;
      mass += units;
    }

    SignedGamma.Side side() {
      return new SignedGamma.Side(sum, variance, mass > 0 ? squares / mass : 0);
    }
  }
}
