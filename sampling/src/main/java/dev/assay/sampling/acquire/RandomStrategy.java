package dev.assay.sampling.acquire;

import java.util.Arrays;

/**
 * Finds every candidate equally useful: the baseline, and what is used before any scores are there.
 */
public final class RandomStrategy implements Strategy {
  /** The name of this strategy. */
  public static final String NAME = "random";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void utilities(ScoreView scores, double[] into) {
    Arrays.fill(into, 0, scores.size(), 1);
  }
}
