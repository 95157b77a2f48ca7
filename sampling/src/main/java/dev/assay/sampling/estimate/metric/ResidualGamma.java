package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.DesignWeights;
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
    DesignWeights weights = sample.weights();
    for (int i = 0; i < sample.count(); i++) {
      double residual = line.residual()[i];
      double square = residual * residual;
      double jump = weights.jump(i);
      (residual > 0 ? up : down)
          .see(jump * Math.abs(residual), weights.varianceTerm(i, square, square));
      ResidualMoments moments = beliefs.residual(i, line.gradient());
      double units = weights.unseen(i) * moments.up();
      up.expect(units, jump * moments.upSize());
      down.expect(units, jump * moments.downSize());
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

    void see(double weighted, double varianceTerm) {
      sum += weighted;
      variance += varianceTerm;
    }

    /** So many residuals of this sign are thought to be unseen, and each would weigh so much. */
    void expect(double units, double jump) {
      squares += units * jump * jump;
      mass += units;
    }

    SignedGamma.Side side() {
      return new SignedGamma.Side(sum, variance, mass > 0 ? squares / mass : 0);
    }
  }
}
