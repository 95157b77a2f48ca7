package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.BetaLaw;
import dev.assay.sampling.estimate.numeric.StudentLaw;

/**
 * The Clopper-Pearson interval at the effective sample size p(1 - p)/v. Source: Korn and Graubard
 * (1998), "Confidence intervals for proportions with small expected number of positive counts
 * estimated from survey data", Survey Methodology 24.
 */
public final class KornGraubard {
  /** The name that its intervals carry. */
  public static final String NAME = "korn-graubard";

  private KornGraubard() {}

  /**
   * The interval. An estimate at or outside the ends of [0, 1] has no effective size: the label
   * count stands in, so that no error seen gives Clopper and Pearson's end. Variance 0 inside gives
   * a point.
   *
   * @param labelCount n, at least 2
   * @param degreesOfFreedom of the variance estimate; n - 1 of a simple sample
   */
  public static Interval of(
      double mean, double variance, long labelCount, double degreesOfFreedom, double level) {
    double p = Proportion.check(mean, variance, level);
    if (labelCount < 2) {
      throw new InvalidInputException("labelCount", "is " + labelCount + "; give at least 2");
    }
    boolean inside = p > 0 && p < 1;
    if (inside && variance == 0) {
      return Proportion.point(p, level, NAME);
    }
    double ratio =
        StudentLaw.criticalValue(level, labelCount - 1.0)
            / StudentLaw.criticalValue(level, degreesOfFreedom);
    double size = inside ? Proportion.effectiveSize(p, variance) * ratio * ratio : labelCount;
    double tail = (1 - level) / 2;
    double low = p == 0 ? 0 : BetaLaw.quantile(tail, size * p, size * (1 - p) + 1);
    double high = p == 1 ? 1 : BetaLaw.quantile(1 - tail, size * p + 1, size * (1 - p));
    return new Interval(low, high, level, NAME);
  }
}
