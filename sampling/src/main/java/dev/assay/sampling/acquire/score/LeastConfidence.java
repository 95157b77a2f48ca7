package dev.assay.sampling.acquire.score;

import dev.assay.sampling.acquire.Profile;

/**
 * Prefers candidates whose most probable class is least probable: (1 - max p) K / (K - 1), which is
 * 1 for the uniform distribution.
 *
 * <p>Lewis and Gale (1994), "A sequential algorithm for training text classifiers"; Settles (2009),
 * "Active learning literature survey", section 3.1.
 */
public final class LeastConfidence extends ProbabilityStrategy {
  /** The name of this strategy. */
  public static final String NAME = "least-confidence";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Profile profile() {
    return new Profile(
        "a most probable class that is not very probable", "Lewis and Gale 1994", "N K");
  }

  @Override
  double utility(float[] probabilities, int classCount) {
    float largest = 0;
    for (int k = 0; k < classCount; k++) {
      largest = Math.max(largest, probabilities[k]);
    }
    return (1.0 - largest) * classCount / (classCount - 1);
  }
}
