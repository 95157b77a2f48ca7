package dev.assay.sampling.acquire;

/** Candidates with the given rows of scores. */
record Pool(ScoreView scores) implements Candidates {

  @Override
  public int size() {
    return scores.size();
  }
}
