package dev.assay.server.bench.trial;

/**
 * A design with an estimator, by the names under which results are reported.
 *
 * @param design the design's name, of this comparison: a registered design's, with what sets its
 *     sizes or floor apart from the default
 * @param estimator the estimator's name
 * @param usesScore whether the pool's score matters, so that it is to be repeated for each score
 * @param preparation makes the trial
 * @param <P> the kind of pool
 */
public record Method<P extends Pool>(
    String design, String estimator, boolean usesScore, Preparation<P> preparation) {

  /** Sets a trial up: what does not depend on the draw is computed once. */
  @FunctionalInterface
  public interface Preparation<P> {
    /** The trial of this many labels. */
    Trial of(P pool, int budget);
  }
}
