package dev.assay.sampling.estimate.variance;

/**
 * The variance of a total under Poisson sampling: exact in the population, unbiased in the sample.
 *
 * <p>Source: Hajek (1964); Sarndal, Swensson and Wretman (1992), section 3.5.
 */
public final class PoissonVariance {
  private PoissonVariance() {}

  /** Estimate from the sample: sum_s (1 - pi) r^2/pi^2. */
  public static double ofTotal(double[] residual, double[] inclusionProbability) {
    return ofTotal(residual, inclusionProbability, 0, residual.length);
  }

  /** The same for the units with index in [from, to). */
  public static double ofTotal(double[] residual, double[] pi, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double expanded = residual[i] / pi[i];
      sum += (1 - pi[i]) * expanded * expanded;
    }
    return sum;
  }

  /** Exact, from the whole population: sum_U (1 - pi) r^2/pi. */
  public static double exact(double[] residual, double[] inclusionProbability) {
    double sum = 0;
    for (int i = 0; i < residual.length; i++) {
      double pi = inclusionProbability[i];
      sum += (1 - pi) * residual[i] * (residual[i] / pi);
    }
    return sum;
  }
}
