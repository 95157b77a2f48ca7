package dev.assay.sampling.estimate.numeric;

import org.apache.commons.math3.special.Gamma;

/**
 * The gamma distribution, given by its mean and variance: shape mean^2/variance, scale
 * variance/mean.
 */
public final class GammaLaw {
  /**
   * Shapes above this one use the Wilson-Hilferty cube-root approximation: its error is below 1e-7
   * there, and the exact series would need a number of terms that grows with the shape's root.
   */
  public static final double MAX_EXACT_SHAPE = 1e6;

  private GammaLaw() {}

  /**
   * P(X &lt;= x). A mean of 0 is the point mass at 0, a variance of 0 the point mass at the mean.
   *
   * @param mean at least 0
   * @param variance at least 0
   */
  public static double cdf(double x, double mean, double variance) {
    if (x < 0) {
      return 0;
    }
    if (mean == 0) {
      return 1;
    }
    double shape = mean / variance * mean;
    if (variance == 0 || shape == Double.POSITIVE_INFINITY) {
      return x >= mean ? 1 : 0;
    }
    if (shape == 0) {
      return 1;
    }
    if (shape > MAX_EXACT_SHAPE) {
      double third = 1 / (9 * shape);
      return NormalLaw.cdf((StrictMath.cbrt(x / mean) - (1 - third)) / StrictMath.sqrt(third));
    }
    double scaled = x * (mean / variance);
    return scaled == Double.POSITIVE_INFINITY ? 1 : Gamma.regularizedGammaP(shape, scaled);
  }
}
