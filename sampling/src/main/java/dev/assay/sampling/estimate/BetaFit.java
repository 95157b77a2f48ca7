package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.BetaLaw;

/**
 * Quantiles of the beta distribution with the estimate's mean and variance: the interval of "Sample
 * efficient model evaluation", section 2.2. It undercovers where errors are few, as {@link Wald}
 * does.
 */
public final class BetaFit {
  /** The name that its intervals carry. */
  public static final String NAME = "beta-fit";

  private BetaFit() {}

  /**
   * The interval. An estimate at or outside the ends of [0, 1], or a variance that no share can
   * have, gets [0, 1]; variance 0 inside gives a point.
   */
  public static Interval of(double mean, double variance, double level) {
    double p = Proportion.check(mean, variance, level);
    if (p == 0 || p == 1 || variance >= p * (1 - p)) {
      return new Interval(0, 1, level, NAME);
    }
    if (variance == 0) {
      return Proportion.point(p, level, NAME);
    }
    double size = Proportion.effectiveSize(p, variance) - 1;
    double tail = (1 - level) / 2;
    return new Interval(
        BetaLaw.quantile(tail, size * p, size * (1 - p)),
        BetaLaw.quantile(1 - tail, size * p, size * (1 - p)),
        level,
        NAME);
  }
}
