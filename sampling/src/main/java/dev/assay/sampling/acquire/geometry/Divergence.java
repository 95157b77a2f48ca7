package dev.assay.sampling.acquire.geometry;

/** How far apart two distributions over classes are. */
final class Divergence {
  /** Probabilities below count as this much, so that no divergence is infinite. */
  static final double LEAST = 1e-6;

  private Divergence() {}

  /**
   * Half the symmetric Kullback-Leibler divergence: 1/2 sum of (p - q) (log p - log q); of several
   * labels the sum over labels, each seen as two classes.
   */
  static double symmetric(float[] p, float[] q, boolean isMultiLabel) {
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      sum += term(p[k], q[k]);
      if (isMultiLabel) {
        sum += term(1 - p[k], 1 - q[k]);
      }
    }
    return sum / 2;
  }

  private static double term(double p, double q) {
    double a = Math.max(p, LEAST);
    double b = Math.max(q, LEAST);
    return (a - b) * (StrictMath.log(a) - StrictMath.log(b));
  }
}
