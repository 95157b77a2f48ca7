package dev.assay.sampling.acquire;

/**
 * What each member of an ensemble, or each Monte Carlo sample of a model, says about the candidates
 * 0..size-1. Candidates may be without.
 */
public interface EnsembleView {

  /** The number of candidates. */
  int size();

  /** The number of members, at least 2. */
  int memberCount();

  /** The number of classes, at least 2. */
  int classCount();

  /** Whether each class stands alone (multi-label), or the classes' probabilities sum to 1. */
  boolean isMultiLabel();

  /** Whether the members say anything of the candidate. */
  boolean has(int candidate);

  /**
   * Copies the members' class probabilities, each in [0, 1], to the first members times classes
   * places, one member after the other.
   */
  void copyProbabilities(int candidate, float[] into);
}
