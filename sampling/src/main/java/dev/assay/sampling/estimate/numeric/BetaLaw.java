package dev.assay.sampling.estimate.numeric;

import org.apache.commons.math3.special.Beta;

/** The beta distribution on [0, 1] with shapes a, b &gt; 0. */
public final class BetaLaw {
  private BetaLaw() {}

  /** P(X &lt;= x), the regularised incomplete beta function. */
  public static double cdf(double x, double a, double b) {
    if (x <= 0) {
      return 0;
    }
    if (x >= 1) {
      return 1;
    }
    return Beta.regularizedBeta(x, a, b);
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
}
