package dev.assay.bench.trial;

import java.util.OptionalDouble;

/** A design and an estimator over one pool with one budget, ready to be repeated. */
public interface Trial {
  /**
   * Draws, labels and estimates.
   *
   * @param seed of the draw
   */
  Outcome draw(long seed);

  /** The mean squared error over all draws, where a formula gives it exactly. */
  default OptionalDouble exactError() {
    return OptionalDouble.empty();
  }
}
