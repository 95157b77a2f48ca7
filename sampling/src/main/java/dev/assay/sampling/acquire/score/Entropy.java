package dev.assay.sampling.acquire.score;

import dev.assay.sampling.Logarithm;
import dev.assay.sampling.acquire.Profile;

/**
 * Prefers candidates whose class distribution has the largest entropy: -sum p log p / log K, which
 * is 1 for the uniform distribution. A probability of 0 adds 0.
 *
 * <p>Shannon (1948); as an acquisition score Settles (2009), "Active learning literature survey",
 * section 3.1, equation 3.
 */
public final class Entropy extends ProbabilityStrategy {
  /** The name of this strategy. */
  public static final String NAME = "entropy";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Profile profile() {
    return new Profile("a distribution of large entropy", "Shannon 1948; Settles 2009", "N K");
  }

  @Override
  double utility(float[] probabilities, int classCount) {
    double sum = 0;
    for (int k = 0; k < classCount; k++) {
      sum += Logarithm.times(probabilities[k]);
    }
    return -sum / Logarithm.of(classCount);
  }
}
