package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.StudentLaw;

/**
 * The Wald interval of the log-odds, carried back: stays inside (0, 1). An estimate at or outside
 * the ends of [0, 1] has no finite log-odds and gets [0, 1]; variance 0 inside gives a point.
 */
public final class Logit {
  /** The name that its intervals carry. */
  public static final String NAME = "logit";

  private Logit() {}

  /** With the normal critical value. */
  public static Interval of(double mean, double variance, double level) {
    return of(mean, variance, level, Double.POSITIVE_INFINITY);
  }

  /** With Student's critical value. */
  public static Interval of(double mean, double variance, double level, double degreesOfFreedom) {
    double p = Proportion.check(mean, variance, level);
    if (p == 0 || p == 1) {
      return new Interval(0, 1, level, NAME);
    }
    double center = StrictMath.log(p) - StrictMath.log1p(-p);
    double half =
        StudentLaw.criticalValue(level, degreesOfFreedom)
            * StrictMath.sqrt(variance)
            / (p * (1 - p));
    return new Interval(inverse(center - half), inverse(center + half), level, NAME);
  }

  private static double inverse(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }
}
