package dev.assay.sampling.estimate.numeric;

import org.apache.commons.math3.special.Erf;

/** The standard normal distribution. */
public final class NormalLaw {
  private static final double SQRT_2 = StrictMath.sqrt(2);
  private static final double SQRT_2PI = StrictMath.sqrt(2 * StrictMath.PI);

  private static final int NEWTON_STEPS = 3;

  private NormalLaw() {}

  /** P(Z &lt;= x). */
  public static double cdf(double x) {
    return 0.5 * Erf.erfc(-x / SQRT_2);
  }

  /**
   * The x with P(Z &lt;= x) = p.
   *
   * @param p in (0, 1)
   */
  public static double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p is " + p + "; give a probability inside (0, 1)");
    }
    if (p > 0.5) {
      return -quantile(1 - p);
    }
    double x = SQRT_2 * Erf.erfInv(2 * p - 1);
    // Newton steps on the complementary error function restore the digits of small p that 2p - 1
    // rounds away.
    for (int step = 0; step < NEWTON_STEPS; step++) {
      double density = StrictMath.exp(-x * x / 2) / SQRT_2PI;
      x -= (cdf(x) - p) / density;
    }
    return x;
  }

  /**
   * The two-sided critical value: P(|Z| &lt;= z) = level.
   *
   * @param level in (0, 1)
   */
  public static double criticalValue(double level) {
    return -quantile((1 - level) / 2);
  }
}
