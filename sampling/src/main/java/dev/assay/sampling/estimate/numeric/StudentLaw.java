package dev.assay.sampling.estimate.numeric;

/** Student's t distribution. */
public final class StudentLaw {
  private StudentLaw() {}

  /**
   * The two-sided critical value: P(|T| &lt;= t) = level.
   *
   * @param level in (0, 1)
   * @param degreesOfFreedom positive; infinite for the normal distribution
   */
  public static double criticalValue(double level, double degreesOfFreedom) {
    if (!(degreesOfFreedom > 0)) {
      throw new IllegalArgumentException(
          "degreesOfFreedom is " + degreesOfFreedom + "; give a positive number");
    }
    if (degreesOfFreedom == Double.POSITIVE_INFINITY) {
      return NormalLaw.criticalValue(level);
    }
    // df/(df + T^2) is beta with shapes df/2 and 1/2, and small where |T| is large.
    double share = BetaLaw.quantile(1 - level, degreesOfFreedom / 2, 0.5);
    return StrictMath.sqrt(degreesOfFreedom * (1 - share) / share);
  }
}
