package dev.assay.sampling.acquire;

/**
 * What a model says about the candidates 0..size-1. Candidates may be without scores. Read by
 * several threads at once.
 */
public interface ScoreView {

  /** The number of candidates. */
  int size();

  /** The number of classes, at least 2. */
  int classCount();

  /** Whether each class stands alone (multi-label), or the classes' probabilities sum to 1. */
  boolean isMultiLabel();

  /** Whether the candidate has scores. */
  boolean has(int candidate);

  /**
   * Copies the candidate's class probabilities, each in [0, 1], to the first {@link #classCount}
   * places.
   */
  void copyProbabilities(int candidate, float[] into);
}
