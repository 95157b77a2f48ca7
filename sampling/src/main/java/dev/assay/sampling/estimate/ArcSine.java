package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.StudentLaw;

/**
 * The Wald interval of the variance-stabilised arcsin(sqrt(p)), carried back. An estimate at or
 * outside the ends of [0, 1] gets [0, 1]; variance 0 inside gives a point.
 */
public final class ArcSine {
  /** The name that its intervals carry. */
  public static final String NAME = "arcsine";

  private ArcSine() {}

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
    double angle = StrictMath.asin(StrictMath.sqrt(p));
    double half =
        StudentLaw.criticalValue(level, degreesOfFreedom)
            * StrictMath.sqrt(variance / (p * (1 - p)))
            / 2;
    return new Interval(share(angle - half), share(angle + half), level, NAME);
  }

  private static double share(double angle) {
    double sine = StrictMath.sin(Math.min(StrictMath.PI / 2, Math.max(0, angle)));
    return sine * sine;
  }
}
