package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.ScoreView;

/** Candidates of a pool without any published scores. */
record UnscoredCandidates(int size) implements ScoreView {
  private static final int ANY_CLASS_COUNT = 2;

  @Override
  public int classCount() {
    return ANY_CLASS_COUNT;
  }

  @Override
  public boolean isMultiLabel() {
    return false;
  }

  @Override
  public boolean has(int candidate) {
    return false;
  }

  @Override
  public void copyProbabilities(int candidate, float[] into) {
    throw new IllegalStateException("candidate " + candidate + " has no scores");
  }
}
