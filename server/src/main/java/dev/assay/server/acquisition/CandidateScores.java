package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.ScoreView;
import dev.assay.server.pool.ScoreColumns;

/** The published scores of a wave's candidates. */
record CandidateScores(int[] ordinals, ScoreColumns scores, boolean isMultiLabel)
    implements ScoreView {

  @Override
  public int size() {
    return ordinals.length;
  }

  @Override
  public int classCount() {
    return scores.classCount();
  }

  @Override
  public boolean has(int candidate) {
    return scores.has(ordinals[candidate]);
  }

  @Override
  public void copyProbabilities(int candidate, float[] into) {
    scores.copyProbabilities(ordinals[candidate], into);
  }
}
