package dev.assay.sampling.estimate.numeric;

/** The Riemann zeta function for real arguments above 1, by Euler and Maclaurin's summation. */
public final class RiemannZeta {
  private static final int TERMS = 20;

  private RiemannZeta() {}

  /**
   * sum of k^-s over k = 1, 2, ...
   *
   * @param s above 1
   */
  public static double of(double s) {
    if (!(s > 1)) {
      throw new IllegalArgumentException("s is " + s + "; the sum converges above 1 only");
    }
    double sum = 0;
    for (int k = 1; k < TERMS; k++) {
      sum += StrictMath.pow(k, -s);
    }
    double last = StrictMath.pow(TERMS, -s);
    sum += TERMS * last / (s - 1) + last / 2;
    // Bernoulli numbers 1/6, -1/30, 1/42, -1/30 over (2j)!.
    double[] coefficients = {1 / 12.0, -1 / 720.0, 1 / 30240.0, -1 / 1209600.0};
    double term = last * s / TERMS;
    for (int j = 0; j < coefficients.length; j++) {
      sum += coefficients[j] * term;
      term *= (s + 2 * j + 1) * (s + 2 * j + 2) / ((double) TERMS * TERMS);
    }
    return sum;
  }
}
