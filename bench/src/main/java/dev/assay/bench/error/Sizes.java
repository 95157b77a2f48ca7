package dev.assay.bench.error;

/** Sizes that designs are given. */
final class Sizes {
  private Sizes() {}

  /** The published proposals: a power of u. */
  static double[] power(double[] uncertainty, double power) {
    double[] sizes = new double[uncertainty.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = StrictMath.pow(uncertainty[i], power);
    }
    return sizes;
  }

  /** The anticipated standard deviation of an error, sqrt(g (1 - g)): the recommended sizes. */
  static double[] deviations(double[] beliefs) {
    double[] sizes = new double[beliefs.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.sqrt(beliefs[i] * (1 - beliefs[i]));
    }
    return sizes;
  }
}
