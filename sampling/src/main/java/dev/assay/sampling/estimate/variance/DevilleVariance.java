package dev.assay.sampling.estimate.variance;

/**
 * Deville's variance approximation for a fixed-size sample with unequal probabilities.
 *
 * <p>With a_k = (1 - pi_k) / sum(1 - pi) and A = sum a_k r_k/pi_k, the variance of sum r_k/pi_k is
 * estimated by sum (1 - pi_k) (r_k/pi_k - A)^2 / (1 - sum a_k^2). It needs first-order
 * probabilities only, is never negative, and equals the textbook variance of a simple random sample
 * without replacement where the probabilities are equal. Source: Deville (1999), "Variance
 * estimation for complex statistics and estimators", Survey Methodology 25.
 */
public final class DevilleVariance {
  private DevilleVariance() {}

  /**
   * Variance of the total sum r_k/pi_k. Units with probability 1 add nothing. A sample with a
   * single uncertain unit has no spread to measure: the Poisson variance (1 - pi) r^2/pi^2 stands
   * in.
   *
   * @param residual r_k, finite
   * @param inclusionProbability pi_k in (0, 1]
   */
  public static double ofTotal(double[] residual, double[] inclusionProbability) {
    return ofTotal(residual, inclusionProbability, 0, residual.length);
  }

  /** The same for the units with index in [from, to). */
  public static double ofTotal(double[] residual, double[] pi, int from, int to) {
    double slack = 0;
    double center = 0;
    int uncertain = 0;
    for (int i = from; i < to; i++) {
      slack += 1 - pi[i];
      center += (1 - pi[i]) * (residual[i] / pi[i]);
      uncertain += pi[i] < 1 ? 1 : 0;
    }
    if (uncertain == 0) {
      return 0;
    }
    center = uncertain == 1 ? 0 : center / slack;
    double squares = 0;
    double concentration = 0;
    for (int i = from; i < to; i++) {
      double deviation = residual[i] / pi[i] - center;
      squares += (1 - pi[i]) * deviation * deviation;
      double share = (1 - pi[i]) / slack;
      concentration += share * share;
    }
    // Shares that all but one unit lack (its slack dwarfs the others') leave no degree of freedom.
    double freedom = 1 - concentration;
    return uncertain == 1 || freedom <= 0 ? squares : squares / freedom;
  }
}
