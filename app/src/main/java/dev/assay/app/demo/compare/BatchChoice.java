package dev.assay.app.demo.compare;

import dev.assay.sampling.acquire.Recipe;

/** How the next batch is drawn. */
interface BatchChoice {
  /** The recipe of a batch, from 0. */
  Recipe next(int batch);

  /**
   * What a batch's labels say of the learner that it was drawn by.
   *
   * @param error of the learner on what was left to draw, estimated without bias; NaN where there
   *     was no learner yet
   */
  default void measured(int batch, double error) {}

  /** The same for every batch. */
  static BatchChoice always(Recipe recipe) {
    return batch -> recipe;
  }
}
