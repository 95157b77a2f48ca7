package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.NormalLaw;

/** The binomial score interval of Wilson (1927): close to its level on average over proportions. */
public final class Wilson {
  /** The name that its intervals carry. */
  public static final String NAME = "wilson";

  private Wilson() {}

  /**
   * Score interval for a proportion. No success has low end 0, all successes high end 1.
   *
   * @param trials at least 1; {@link NoLabelException} otherwise
   * @param successes in [0, trials]
   */
  public static Interval of(long successes, long trials, double level) {
    Binomial.check(successes, trials, level);
    double z = NormalLaw.criticalValue(level);
    double proportion = (double) successes / trials;
    double shrink = 1 + z * z / trials;
    double center = (proportion + z * z / (2.0 * trials)) / shrink;
    double variance = proportion * (1 - proportion) / trials + z * z / (4.0 * trials * trials);
    double half = z * StrictMath.sqrt(variance) / shrink;
    double low = successes == 0 ? 0 : Math.max(0, center - half);
    double high = successes == trials ? 1 : Math.min(1, center + half);
    return new Interval(low, high, level, NAME);
  }
}
