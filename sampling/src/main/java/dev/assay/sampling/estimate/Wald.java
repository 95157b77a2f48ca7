package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.StudentLaw;

/**
 * Estimate plus and minus a multiple of its standard error. Not clipped, and too short where errors
 * are few: it takes the spread of those seen for the spread there is.
 */
public final class Wald {
  /** The name that its intervals carry. */
  public static final String NAME = "wald";

  private Wald() {}

  /** With the normal critical value. Variance 0 gives a point. */
  public static Interval of(double mean, double variance, double level) {
    return of(mean, variance, level, Double.POSITIVE_INFINITY);
  }

  /** With Student's critical value. */
  public static Interval of(double mean, double variance, double level, double degreesOfFreedom) {
    Proportion.check(mean, variance, level);
    double half = StudentLaw.criticalValue(level, degreesOfFreedom) * StrictMath.sqrt(variance);
    return new Interval(mean - half, mean + half, level, NAME);
  }
}
