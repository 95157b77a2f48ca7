package dev.assay.sampling.estimate.numeric;

import org.apache.commons.math3.special.Gamma;

/** The number of marked units among draws without replacement from a finite population. */
public final class HypergeometricLaw {
  private HypergeometricLaw() {}

  /**
   * P(X &gt;= k) for X marked units among {@code draws} of {@code population}, {@code marked} of
   * which are marked.
   */
  public static double atLeast(long k, long population, long marked, long draws) {
    long most = Math.min(marked, draws);
    if (k > most) {
      return 0;
    }
    if (k <= Math.max(0, draws - (population - marked))) {
      return 1;
    }
    // Sum away from the mean: towards it the first term may be too small to be a number.
    double mean = (double) draws / population * marked;
    return k > mean
        ? upwards(k, population, marked, draws)
        : 1 - upwards(draws - k + 1, population, population - marked, draws);
  }

  private static double upwards(long k, long population, long marked, long draws) {
    long most = Math.min(marked, draws);
    if (k > most) {
      return 0;
    }
    double term = StrictMath.exp(logMass(k, population, marked, draws));
    double sum = 0;
    for (long x = k; x <= most && term > 0; x++) {
      sum += term;
      double next = (double) (marked - x) * (draws - x);
      double left = (double) (x + 1) * (population - marked - draws + x + 1);
      double ratio = next / left;
      if (ratio < 1 && term * ratio / (1 - ratio) < 1e-17 * sum) {
        break;
      }
      term *= ratio;
    }
    return Math.min(1, sum);
  }

  /** P(X &lt;= k), by counting the unmarked instead. */
  public static double atMost(long k, long population, long marked, long draws) {
    return atLeast(draws - k, population, population - marked, draws);
  }

  private static double logMass(long k, long population, long marked, long draws) {
    return logChoose(marked, k)
        + logChoose(population - marked, draws - k)
        - logChoose(population, draws);
  }

  private static double logChoose(long n, long k) {
    return Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
  }
}
