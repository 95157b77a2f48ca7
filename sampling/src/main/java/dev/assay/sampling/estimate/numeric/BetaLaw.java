package dev.assay.sampling.estimate.numeric;

import org.apache.commons.math3.special.Beta;

/**
 * The beta distribution on [0, 1] with shapes a, b &gt; 0.
 *
 * <p>The distribution function is the continued fraction DLMF 8.17.22, evaluated by Lentz's method
 * on the side of the mean where it converges in some sqrt(max(a, b)) steps. Shapes that no count of
 * labels reaches, but a variance near 0 does, are left to limit laws.
 */
public final class BetaLaw {
  /** Sums of shapes above this one use the gamma and normal limits: below 1e-9 of the exact. */
  public static final double MAX_EXACT_SHAPES = 1e10;

  /** Shapes below this one put all but this much mass on the ends 0 and 1. */
  private static final double MIN_EXACT_SHAPE = 1e-13;

  private static final double PRECISION = 1e-15;
  private static final int MAX_STEPS = 1_000_000;
  private static final double TINY = 1e-300;

  private BetaLaw() {}

  /** P(X &lt;= x), the regularised incomplete beta function. */
  public static double cdf(double x, double a, double b) {
    if (x <= 0) {
      return 0;
    }
    if (x >= 1) {
      return 1;
    }
    if (Math.max(a, b) < MIN_EXACT_SHAPE) {
      return b / (a + b);
    }
    if (a + b > MAX_EXACT_SHAPES) {
      return limit(x, a, b);
    }
    boolean left = x <= (a + 1) / (a + b + 2);
    double logX = StrictMath.log(x);
    double logY = StrictMath.log1p(-x);
    return left ? fraction(x, logX, logY, a, b) : 1 - fraction(1 - x, logY, logX, b, a);
  }

  /**
   * The x with P(X &lt;= x) = p.
   *
   * @param p in [0, 1]
   */
  public static double quantile(double p, double a, double b) {
    if (p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return 1;
    }
    return MonotoneRoot.solve(x -> cdf(x, a, b), p, 0, 1);
  }

  private static double fraction(double x, double logX, double logY, double a, double b) {
    double front = StrictMath.exp(a * logX + b * logY - Beta.logBeta(a, b)) / a;
    if (front == 0) {
      return 0;
    }
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m <= MAX_STEPS; m++) {
      double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      result *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      double change = d * c;
      result *= change;
      if (Math.abs(change - 1) < PRECISION) {
        break;
      }
    }
    return Math.min(1, front * result);
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** One shape huge: a gamma of the other (Wise 1950). Both large: a normal. */
  private static double limit(double x, double a, double b) {
    double small = Math.min(a, b);
    if (small > GammaLaw.MAX_EXACT_SHAPE) {
      double mean = a / (a + b);
      double deviation = StrictMath.sqrt(mean * (b / (a + b)) / (a + b + 1));
      return deviation > 0 ? NormalLaw.cdf((x - mean) / deviation) : x >= mean ? 1 : 0;
    }
    return a <= b ? wise(x, a, b) : 1 - wise(1 - x, b, a);
  }

  private static double wise(double x, double a, double b) {
    double scaled = -StrictMath.log1p(-x) * (b + (a - 1) / 2);
    return GammaLaw.cdf(scaled, a, a);
  }
}
