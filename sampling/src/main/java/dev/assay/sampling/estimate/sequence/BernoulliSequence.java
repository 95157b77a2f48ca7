package dev.assay.sampling.estimate.sequence;

import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.NoLabelException;
import dev.assay.sampling.estimate.numeric.MonotoneRoot;
import org.apache.commons.math3.special.Beta;

/**
 * The confidence sequence for a probability from independent trials by a beta-binomial mixture: the
 * p at which the mixture martingale stays below 1/alpha. Source: Howard et al. (2021), section 4.2
 * (two-sided beta-binomial mixture), with p's own variance.
 */
public final class BernoulliSequence {
  /** The name that its intervals carry. */
  public static final String NAME = "bernoulli-mixture";

  /** The error that the mixture is tuned for, whatever the level asked. */
  public static final double TUNED_ALPHA = 0.05;

  private static final double EDGE = 1e-12;

  private BernoulliSequence() {}

  /**
   * The interval after so many trials; valid at all numbers of trials at once.
   *
   * @param optimalTrials the number of trials that it is to be tightest at, positive
   */
  public static Interval of(long successes, long trials, double level, double optimalTrials) {
    if (trials == 0) {
      throw new NoLabelException();
    }
    if (trials < 0 || successes < 0 || successes > trials) {
      throw new InvalidInputException(
          "successes", "is " + successes + " of " + trials + "; give a count within the trials");
    }
    if (!(optimalTrials > 0)) {
      throw new InvalidInputException(
          "optimalTrials", "is " + optimalTrials + "; give a positive number");
    }
    double threshold = StrictMath.log(1 / Alpha.ofLevel(level));
    double hits = successes;
    double count = trials;
    double share = hits / count;
    double low =
        successes == 0
            ? 0
            : MonotoneRoot.solve(
                p -> -logMartingale(hits, count, p, optimalTrials), -threshold, EDGE, share);
    double high =
        successes == trials
            ? 1
            : MonotoneRoot.solve(
                p -> logMartingale(hits, count, p, optimalTrials), threshold, share, 1 - EDGE);
    return new Interval(low <= EDGE ? 0 : low, high >= 1 - EDGE ? 1 : high, level, NAME);
  }

  /** The mixture over alternatives of the likelihood ratio against p, logarithm of. */
  private static double logMartingale(
      double successes, double trials, double p, double optimalTrials) {
    double q = 1 - p;
    double rho = NormalMixtureBoundary.rho(optimalTrials * p * q, TUNED_ALPHA);
    double r = Math.max(rho - p * q, 1e-3 * p * q);
    double failures = trials - successes;
    return Beta.logBeta(r / q + successes, r / p + failures)
        - Beta.logBeta(r / q, r / p)
        - successes * StrictMath.log(p)
        - failures * StrictMath.log(q);
  }
}
