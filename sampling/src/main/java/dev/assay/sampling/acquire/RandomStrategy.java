package dev.assay.sampling.acquire;

import java.util.Arrays;
import java.util.Set;

/**
 * Finds every candidate equally useful: the baseline, and what is used where a strategy lacks what
 * it needs.
 */
public final class RandomStrategy implements Strategy {
  /** The name of this strategy. */
  public static final String NAME = "random";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Profile profile() {
    return new Profile("nothing", "-", "N");
  }

  @Override
  public Set<Need> needs() {
    return Set.of();
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    double[] utilities = new double[candidates.size()];
    Arrays.fill(utilities, 1);
    return new Utilities(utilities);
  }
}
