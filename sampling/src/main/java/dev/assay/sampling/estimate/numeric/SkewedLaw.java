package dev.assay.sampling.estimate.numeric;

/**
 * The shifted gamma distribution (Pearson's type III) with a given mean, variance and third central
 * moment, of either sign; the normal distribution where the third is 0. A gamma distribution is the
 * one whose third moment is twice its variance's square over its mean.
 */
public final class SkewedLaw {
  private SkewedLaw() {}

  /**
   * P(X &lt;= x). A variance of 0 is the point mass at the mean.
   *
   * @param variance at least 0
   */
  public static double cdf(double x, double mean, double variance, double third) {
    if (!(variance > 0)) {
      return x >= mean ? 1 : 0;
    }
    if (third < 0) {
      return 1 - cdf(-x, -mean, variance, -third);
    }
    double deviation = StrictMath.sqrt(variance);
    double skewness = third / variance / deviation;
    double shape = 4 / (skewness * skewness);
    if (!(shape <= GammaLaw.MAX_EXACT_SHAPE)) {
      return NormalLaw.cdf((x - mean) / deviation);
    }
    // In standard deviations from the mean, the gamma begins at -sqrt(shape).
    double root = StrictMath.sqrt(shape);
    return GammaLaw.cdf((x - mean) / deviation + root, root, 1);
  }
}
