package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.MonotoneRoot;
import dev.assay.sampling.estimate.numeric.SkewedLaw;
import java.util.Arrays;

/**
 * The residual mid-p interval: for a share anywhere in [0, 1], from labels of unequal weight, with
 * or without beliefs.
 *
 * <p>What {@link GammaMidP} does for the rare side of a share, this does for both sides alike: it
 * adds a phantom residual of typical weight upwards before it looks upwards, one downwards before
 * it looks downwards, and averages the two (mid-p). So the interval of 1 - z with the beliefs 1 - g
 * is the complement of that of z. With equal weights and no beliefs it follows the binomial mid-p
 * interval; with few errors it is the gamma mid-p interval.
 */
/*
 * Implementation note.
 *
 * z the values, g the beliefs, r = z - g the residuals, T the difference estimate, p = T cut to what
 * is certain, w_i the random part of label i's weight over N, o_i = 1 - pi_i. Where there are no
 * beliefs (g is 0 for the whole pool, or 1), g = p, which changes neither T nor its variance where
 * weights add up to the pool.
 *
 *   v    = max(the design's variance of T, sum w^2 o [(1-p) z (1-g) + p (1-z) g])
 *   k3   = sum w^3 o (1 + o) r^3
 *
 * The second v is that of GammaMidP's errors, z (1-g), where p is small, and its mirror image where p
 * is near 1; for beliefs that are all alike it is the binomial p (1-p), whatever they are. k3 is the
 * third moment of the number of units that each label speaks for, which is geometric as long as pi
 * is the same: variance (1-pi)/pi^2, third moment (1-pi)(2-pi)/pi^3.
 *
 * A phantom residual upwards weighs u, with u^2 the mean of (w (1-g))^2 over the labels, each counted
 * by the variance that errors not seen there would add, unseen * belief * (1-g)^3; and o_u is the
 * mean of o likewise. Downwards d and o_d, with 1 - g in place of g. Then
 *
 *   F(x) = 1/2 P(T + u o_u, v + u^2 o_u, k3 + u^3 o_u (1 + o_u))(x)
 *        + 1/2 P(T - d o_d, v + d^2 o_d, k3 - d^3 o_d (1 + o_d))(x)
 *
 * with P(mean, variance, third moment) the shifted gamma law, and the ends are where F is a/2 and
 * 1 - a/2, within what the labels prove. The low end is what they prove where no uncertain yes was
 * seen: all of T is the beliefs' doing then. Likewise the high end.
 *
 * Equal weights 1/n without beliefs, k of n: u = (1-p)/n, d = p/n, v = p (1-p)/(n-1); the laws have the
 * moments of Beta(k+1, n-k) and Beta(k, n-k+1), whose mean distribution function gives the binomial
 * mid-p interval, up to terms of the order 1/n of each. With no yes the first is the exponential law
 * of mean 1/n and the second a point at 0.
 *
 * Sources: Fay and Feuer (1997) and Fay and Kim (2017), as of GammaBounds; Berry and Armitage (1995),
 * "Mid-P confidence intervals: a brief review", The Statistician 44.
 */
public final class ResidualMidP {
  /** The name that its intervals carry. */
  public static final String NAME = "residual-mid-p";

  private ResidualMidP() {}

  /**
   * Interval for the mean of an indicator z, or of values in [0, 1].
   *
   * <p>Every unit labelled: the interval is the point.
   */
  public static Interval of(DifferenceEstimate estimate, double level) {
    Require.level(level);
    Proof proof = Proof.of(estimate);
    Moments moments = Moments.of(estimate, proof.cut(estimate.mean()));
    double tail = (1 - level) / 2;
    double low =
        proof.openYes == 0
            ? proof.floor
            : MonotoneRoot.solve(moments::cdf, tail, proof.floor, proof.ceiling);
    double high =
        proof.openNo == 0
            ? proof.ceiling
            : MonotoneRoot.solve(moments::cdf, 1 - tail, low, proof.ceiling);
    return new Interval(low, Math.max(low, high), level, NAME);
  }

  /**
   * What the labels prove of the share.
   *
   * @param floor the yes that were seen
   * @param ceiling 1 less the no that were seen
   * @param knownYes the part of the estimate that another draw would have given too
   * @param knownNo the same of the estimate's complement
   * @param openYes the weight of the yes that another draw might not have given
   * @param openNo the same of the no
   */
  private record Proof(
      double floor,
      double ceiling,
      double knownYes,
      double knownNo,
      double openYes,
      double openNo) {

    static Proof of(DifferenceEstimate estimate) {
      DesignWeights weights = estimate.designWeights();
      double count = estimate.populationCount();
      double yes = 0;
      double knownYes = 0;
      double knownNo = 0;
      double openYes = 0;
      double openNo = 0;
      for (int i = 0; i < weights.count(); i++) {
        double z = estimate.z(i);
        yes += z;
        knownYes += weights.certain(i) * z;
        knownNo += weights.certain(i) * (1 - z);
        openYes += weights.jump(i) * z;
        openNo += weights.jump(i) * (1 - z);
      }
      double floor = yes / count;
      double ceiling = Math.max(floor, 1 - (weights.count() - yes) / count);
      return new Proof(floor, ceiling, knownYes / count, knownNo / count, openYes, openNo);
    }

    double cut(double mean) {
      return Math.min(Math.max(mean, Math.max(knownYes, 0)), Math.max(knownYes, 1 - knownNo));
    }
  }

  /** The moments of both laws. */
  private record Moments(double mean, double variance, double third, Phantom up, Phantom down) {

    static Moments of(DifferenceEstimate estimate, double mean) {
      DesignWeights weights = estimate.designWeights();
      Beliefs beliefs = Beliefs.of(estimate, mean);
      double count = estimate.populationCount();
      double variance = 0;
      double third = 0;
      PhantomSum up = new PhantomSum(beliefs.mean());
      PhantomSum down = new PhantomSum(estimate.openMean() - beliefs.mean());
      for (int i = 0; i < weights.count(); i++) {
        double z = estimate.z(i);
        double g = beliefs.of(i);
        double value = (1 - mean) * z + mean * (1 - z);
        variance += weights.varianceTerm(i, (1 - mean) * z * (1 - g) + mean * (1 - z) * g, value);
        double residual = z - g;
        third += weights.thirdTerm(i) * (residual * residual * residual);
        double jump = weights.jump(i) / count;
        double unseen = weights.unseen(i);
        up.add(g, jump, unseen, weights.open(i));
        down.add(1 - g, jump, unseen, weights.open(i));
      }
      UnseenUnits unseen = estimate.unseen();
      double[] residuals = new double[weights.count()];
      Arrays.setAll(residuals, i -> estimate.z(i) - beliefs.of(i));
      double spread = weights.spread(residuals, mean);
      variance += unseen.influence() * spread;
      third += unseen.third() * spread * (1 - 2 * mean);
      for (int t = 0; t < unseen.roundCount(); t++) {
        double belief = Math.min(Math.max(beliefs.mean() / estimate.openMean(), 0), 1);
        double jump = unseen.weight(t) / count;
        up.add(belief, jump, unseen.count(t), unseen.open(t));
        down.add(1 - belief, jump, unseen.count(t), unseen.open(t));
      }
      double seen = Require.noOverflow("the variance", variance / (count * count));
      return new Moments(
          mean,
          Math.max(seen, estimate.variance() * (1 - 1.0 / weights.count())),
          Require.noOverflow("the third moment", third / (count * count * count)),
          up.phantom(estimate),
          down.phantom(estimate));
    }

    double cdf(double x) {
      return 0.5 * law(x, up, 1) + 0.5 * law(x, down, -1);
    }

    private double law(double x, Phantom more, int sign) {
      double scale = 1 / (1 + more.share());
      return SkewedLaw.cdf(
          x,
          mean + sign * scale * more.mean(),
          scale * scale * (variance + more.variance()),
          scale * scale * scale * (third + sign * more.third()));
    }
  }

  /** g, or the share itself where nothing was believed. */
  private record Beliefs(DifferenceEstimate estimate, boolean any, double share) {
    static Beliefs of(DifferenceEstimate estimate, double share) {
      boolean yes = estimate.controlMean() > 0;
      boolean no = estimate.openMean() - estimate.controlMean() > 0;
      for (int i = 0; i < estimate.labelCount() && !(yes && no); i++) {
        yes |= estimate.g(i) > 0;
        no |= estimate.g(i) < 1;
      }
      return new Beliefs(estimate, yes && no, share);
    }

    double of(int i) {
      return any ? estimate.g(i) : share;
    }

    /** The mean over the pool. */
    double mean() {
      return any ? estimate.controlMean() : share * estimate.openMean();
    }
  }

  /**
   * One more residual.
   *
   * @param share the part of the pool that its label would speak for, beside the others'
   * @param weight how far it would move the estimate, at least 0
   * @param open the part of units like it that were not drawn, in [0, 1]
   */
  private record Phantom(double share, double weight, double open) {
    double mean() {
      return weight * open;
    }

    double variance() {
      return weight * weight * open;
    }

    double third() {
      return weight * weight * weight * open * (1 + open);
    }
  }

  /** Adds labels up to a phantom: upwards, or downwards, where all is seen from the other side. */
  private static final class PhantomSum {
    private final double believed;
    private final double flat;
    private double shares;
    private double squares;
    private double opened;
    private double mass;
    private double unseenSum;

    /** With the mean of the beliefs over the pool. */
    PhantomSum(double believed) {
      this.believed = believed;
      this.flat = believed > 0 ? believed : 1;
    }

    void add(double g, double jump, double unseen, double open) {
      double belief = (1 - GammaMidP.DEFAULT_LAMBDA) * g + GammaMidP.DEFAULT_LAMBDA * flat;
      double expected = unseen * belief * (1 - g) * (1 - g) * (1 - g);
      shares += expected * jump;
      squares += expected * (1 - g) * (1 - g) * jump * jump;
      opened += expected * open;
      mass += expected;
      unseenSum += unseen;
    }

    Phantom phantom(DifferenceEstimate estimate) {
      if (mass > 0) {
        return new Phantom(shares / mass, StrictMath.sqrt(squares / mass), opened / mass);
      }
      // Nothing that could tell was seen. It weighs nothing where there is none in the pool either.
      boolean possible = unseenSum == 0 || estimate.openMean() - believed > 0;
      double weight = possible ? estimate.typicalJump() : 0;
      return new Phantom(weight, weight, 1);
    }
  }
}
