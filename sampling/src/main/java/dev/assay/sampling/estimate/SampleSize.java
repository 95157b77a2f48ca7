package dev.assay.sampling.estimate;

/** Whether a design draws the same number of units every time. */
public enum SampleSize {
  /** Pivotal, systematic, Sampford, conditional Poisson, simple random: Deville's variance. */
  FIXED,
  /** Poisson and Bernoulli sampling: independent draws, sum (1 - pi) r^2/pi^2. */
  RANDOM
}
