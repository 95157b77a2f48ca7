package dev.assay.sampling.acquire;

/**
 * The items that can be drawn, numbered 0..size-1, and what is known of them. A strategy asks for
 * what it {@linkplain Strategy#needs needs}; anything else may throw {@link IllegalStateException}.
 */
public interface Candidates {

  /** The number of candidates, at least 1. */
  int size();

  /** What a model says of each candidate. */
  ScoreView scores();
}
