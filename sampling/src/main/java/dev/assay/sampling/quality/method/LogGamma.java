package dev.assay.sampling.quality.method;

/**
 * The logarithm of the gamma function and its derivative, for positive arguments: the recurrence up
 * to {@link #ASYMPTOTIC}, then the asymptotic series (DLMF 5.11.1 and 5.11.2), good to 1e-12.
 */
final class LogGamma {
  private static final double ASYMPTOTIC = 12;
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private LogGamma() {}

  /** log Gamma(x), x &gt; 0. */
  static double value(double x) {
    double product = 1;
    double z = x;
    for (; z < ASYMPTOTIC; z++) {
      product *= z;
    }
    double inverse = 1 / (z * z);
    double series =
        (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680)))) / z;
    double log = (z - 0.5) * StrictMath.log(z) - z + HALF_LOG_TWO_PI + series;
    return product == 1 ? log : log - StrictMath.log(product);
  }

  /** The derivative of log Gamma at x &gt; 0. */
  static double derivative(double x) {
    double sum = 0;
    double z = x;
    for (; z < ASYMPTOTIC; z++) {
      sum += 1 / z;
    }
    double inverse = 1 / (z * z);
    double series =
        inverse
            * (1.0 / 12 - inverse * (1.0 / 120 - inverse * (1.0 / 252 - inverse * (1.0 / 240))));
    return StrictMath.log(z) - 0.5 / z - series - sum;
  }
}
