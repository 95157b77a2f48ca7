package dev.assay.sampling.acquire;

/**
 * What a strategy looks at. Whoever asks it for a selection brings this, and nothing else: what it
 * {@linkplain Strategy#needs needs}, and of what it {@linkplain Strategy#uses uses} besides, what
 * there is.
 */
public enum Need {
  /** What a model says of the candidates: {@link Candidates#scores}. */
  SCORES,
  /** Where candidates and labelled items are: {@link Candidates#vectors} and the labelled set's. */
  VECTORS,
  /** What the labelled items turned out to be: {@link Candidates#labelledClasses}. */
  CLASSES,
  /** What each member of an ensemble says of the candidates: {@link Candidates#ensemble}. */
  ENSEMBLE,
  /** The pipeline's own lengths of gradients: {@link Candidates#gradientNorm}. */
  GRADIENTS,
  /** What a label of each candidate costs: {@link Candidates#priceMicros}. */
  PRICES
}
