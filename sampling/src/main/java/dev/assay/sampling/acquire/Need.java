package dev.assay.sampling.acquire;

/** What a strategy looks at. Whoever asks it for a selection brings this, and nothing else. */
public enum Need {
  /** What a model says of the candidates: {@link Candidates#scores}. */
  SCORES,
  /** Where candidates and labelled items are: {@link Candidates#vectors} and the labelled set's. */
  VECTORS
}
