package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.BetaLaw;

/**
 * The equal-tailed posterior interval of a proportion under Jeffreys' prior, beta(1/2, 1/2), with
 * the ends 0 and 1 where nothing, or everything, was a success. Source: Brown, Cai and DasGupta
 * (2001), "Interval estimation for a binomial proportion".
 */
public final class Jeffreys {
  /** The name that its intervals carry. */
  public static final String NAME = "jeffreys";

  private Jeffreys() {}

  /**
   * The interval.
   *
   * @param trials at least 1; {@link NoLabelException} otherwise
   * @param successes in [0, trials]
   */
  public static Interval of(long successes, long trials, double level) {
    Binomial.check(successes, trials, level);
    double tail = (1 - level) / 2;
    double hits = successes + 0.5;
    double misses = trials - successes + 0.5;
    double low = successes == 0 ? 0 : BetaLaw.quantile(tail, hits, misses);
    double high = successes == trials ? 1 : BetaLaw.quantile(1 - tail, hits, misses);
    return new Interval(low, high, level, NAME);
  }
}
