package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.SignedGamma;

/**
 * Sums residuals of either sign for {@link SignedGamma}: what was seen, and how much one more that
 * was not seen would weigh by what is believed of the labels.
 */
final class SignedSides {
  private final DesignWeights weights;
  private final Tally up = new Tally();
  private final Tally down = new Tally();

  SignedSides(DesignWeights weights) {
    this.weights = weights;
  }

  /** Adds label i with its residual, and the moments of what its residual could have been. */
  void add(int i, double residual, ResidualMoments believed) {
    double square = residual * residual;
    double jump = weights.jump(i);
    (residual > 0 ? up : down)
        .see(jump * Math.abs(residual), weights.varianceTerm(i, square, square));
    double units = weights.unseen(i) * believed.up();
    up.expect(units, jump * believed.upSize());
    down.expect(units, jump * believed.downSize());
  }

  SignedGamma.Side up() {
    return up.side();
  }

  SignedGamma.Side down() {
    return down.side();
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
