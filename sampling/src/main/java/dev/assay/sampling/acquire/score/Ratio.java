package dev.assay.sampling.acquire.score;

import dev.assay.sampling.acquire.Profile;

/**
 * Prefers candidates whose second class is nearly as probable as the first: p2 / p1, which is 1
 * where they are equal.
 *
 * <p>The confidence ratio of uncertainty sampling as Monarch (2021), "Human-in-the-loop machine
 * learning", section 3.2.3, has it, turned so that larger is less certain.
 */
public final class Ratio extends ProbabilityStrategy {
  /** The name of this strategy. */
  public static final String NAME = "ratio";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Profile profile() {
    return new Profile(
        "a second class that is nearly as probable as the first", "Monarch 2021", "N K");
  }

  @Override
  double utility(float[] probabilities, int classCount) {
    float first = 0;
    float second = 0;
    for (int k = 0; k < classCount; k++) {
      float probability = probabilities[k];
      if (probability > first) {
        second = first;
        first = probability;
      } else if (probability > second) {
        second = probability;
      }
    }
    return first > 0 ? (double) second / first : 1;
  }
}
