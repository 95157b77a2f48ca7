package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.variance.DevilleVariance;
import dev.assay.sampling.estimate.variance.PoissonVariance;

/** Whether a design draws the same number of units every time, and so which variance it has. */
public enum SampleSize {
  /** Pivotal, systematic, Sampford, conditional Poisson, simple random: {@link DevilleVariance}. */
  FIXED {
    @Override
    public double varianceOfTotal(double[] residual, double[] pi, int from, int to) {
      return DevilleVariance.ofTotal(residual, pi, from, to);
    }
  },
  /** Poisson and Bernoulli sampling, independent draws: {@link PoissonVariance}. */
  RANDOM {
    @Override
    public double varianceOfTotal(double[] residual, double[] pi, int from, int to) {
      return PoissonVariance.ofTotal(residual, pi, from, to);
    }
  };

  /** The estimated variance of sum r_k/pi_k over the units with index in [from, to). */
  public abstract double varianceOfTotal(double[] residual, double[] pi, int from, int to);

  /** The estimated variance of sum r_k/pi_k over all units. */
  public double varianceOfTotal(double[] residual, double[] pi) {
    return varianceOfTotal(residual, pi, 0, residual.length);
  }
}
