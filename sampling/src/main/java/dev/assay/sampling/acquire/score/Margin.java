package dev.assay.sampling.acquire.score;

import dev.assay.sampling.acquire.Profile;

/**
 * Prefers candidates whose two most probable classes are closest: 1 - (p1 - p2).
 *
 * <p>Scheffer, Decomain and Wrobel (2001), "Active hidden Markov models for information
 * extraction"; "breaking ties" in Luo et al. (2005).
 */
public final class Margin extends ProbabilityStrategy {
  /** The name of this strategy. */
  public static final String NAME = "margin";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Profile profile() {
    return new Profile(
        "two most probable classes that are close", "Scheffer, Decomain and Wrobel 2001", "N K");
  }

  @Override
  double utility(float[] probabilities, int classCount) {
    // Numbers from 0 are ordered as their bits are, and no branch is guessed wrongly on those.
    int first = 0;
    int second = 0;
    for (int k = 0; k < classCount; k++) {
      int bits = Float.floatToRawIntBits(probabilities[k]);
      second = Math.max(second, Math.min(first, bits));
      first = Math.max(first, bits);
    }
    return 1.0 - (Float.intBitsToFloat(first) - Float.intBitsToFloat(second));
  }
}
