package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.BetaLaw;

/**
 * The exact binomial interval of Clopper and Pearson (1934): free of assumptions where every label
 * is an independent draw with equal probabilities, conservative where the draws are without
 * replacement.
 */
public final class ClopperPearson {
  /** The name that its intervals carry. */
  public static final String NAME = "clopper-pearson";

  private ClopperPearson() {}

  /**
   * Equal-tailed interval for a proportion. No success has low end 0, all successes high end 1.
   *
   * @param trials at least 1; {@link NoLabelException} otherwise
   * @param successes in [0, trials]
   */
  public static Interval of(long successes, long trials, double level) {
    Binomial.check(successes, trials, level);
    double tail = (1 - level) / 2;
    double hits = successes;
    double misses = (double) trials - successes;
    double low = successes == 0 ? 0 : BetaLaw.quantile(tail, hits, misses + 1);
    double high = successes == trials ? 1 : BetaLaw.quantile(1 - tail, hits + 1, misses);
    return new Interval(low, high, level, NAME);
  }
}
