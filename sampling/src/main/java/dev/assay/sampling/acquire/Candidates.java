package dev.assay.sampling.acquire;

import dev.assay.sampling.vector.Points;

/**
 * The items that can be drawn, numbered 0..size-1, and what is known of them. A strategy asks for
 * what it {@linkplain Strategy#needs needs}; anything else may throw {@link IllegalStateException}.
 */
public interface Candidates {

  /** The number of candidates, at least 1. */
  int size();

  /** Whether this is known; always of what the strategy needs. */
  boolean has(Need need);

  /** What a model says of each candidate. */
  ScoreView scores();

  /** The candidates' embeddings, by their numbers; those without are missing points. */
  Points vectors();

  /**
   * The embeddings of the labelled set: the items of the pool that labels were bought for, are
   * being bought for, or that are known as gold. In no order that means anything.
   */
  Points labelledVectors();

  /**
   * What the items of {@link #labelledVectors} turned out to be, in the same order: the number of
   * the class, as scores number them, or -1 where there is no answer yet, or none that is a class.
   */
  int[] labelledClasses();

  /**
   * What the model says of the items of {@link #labelledClasses}, in the same order; known where
   * {@link Need#SCORES} and {@link Need#CLASSES} are.
   */
  default ScoreView labelledScores() {
    throw new IllegalStateException("the scores of the labelled set are not known here");
  }

  /** What each member of an ensemble says of each candidate. */
  default EnsembleView ensemble() {
    throw new IllegalStateException("ensembles are not known here");
  }

  /**
   * The length of the gradient that a candidate's label is expected to give, as the pipeline says;
   * finite and not negative, NaN where it said none.
   */
  default double gradientNorm(int candidate) {
    throw new IllegalStateException("lengths of gradients are not known here");
  }

  /**
   * What the model that is judged said of the items of {@link #labelledVectors} when they were
   * drawn, in the same order. What a model says now of answers that it was trained on tells nothing
   * of its errors, and does not belong here.
   */
  default Judgements labelledJudgements() {
    return Judgements.NONE;
  }

  /** What a label of the candidate costs, in millionths of the project's currency; at least 0. */
  default long priceMicros(int candidate) {
    throw new IllegalStateException("prices are not known here");
  }
}
