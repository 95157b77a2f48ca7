package dev.assay.bench.model;

import dev.assay.bench.data.Examples;
import dev.assay.bench.data.Halves;
import dev.assay.sampling.learn.LogisticRegression;
import dev.assay.sampling.learn.SecondOpinion;

/**
 * e_aux: the second opinion of a logistic regression's errors, both learnt from the same labels.
 * What the model says of them for the second opinion to learn from comes from models that have not
 * seen them.
 */
public final class SecondOpinions {
  private static final int FOLDS = 5;

  private SecondOpinions() {}

  /**
   * The scores of the pool.
   *
   * @param training scaled features and labels that the model is trained on
   * @param pool scaled features of the pool
   * @param probabilities the model's own, of the pool
   * @param seed of the folds and the trees
   */
  public static double[] of(
      Examples training, double[][] pool, double[][] probabilities, long seed) {
    double[][] held = outOfFold(training, seed);
    int[] said = ErrorScores.predictions(held);
    SecondOpinion opinion =
        SecondOpinion.of(
            new SecondOpinion.Labelled(
                training.features(),
                training.labels(),
                training.classCount(),
                said,
                ErrorScores.uncertainty(held, said)),
            seed);
    int[] predicted = ErrorScores.predictions(probabilities);
    return opinion.errors(pool, predicted, ErrorScores.uncertainty(probabilities, predicted));
  }

  private static double[][] outOfFold(Examples training, long seed) {
    int[] fold = Halves.folds(training.labels(), training.classCount(), FOLDS, seed);
    double[][] said = new double[training.size()][];
    for (int k = 0; k < FOLDS; k++) {
      Halves parts = Halves.ofFold(fold, k);
      double[][] held =
          training
              .of(parts.training())
              .logistic(LogisticRegression.DEFAULT_C)
              .probabilities(training.of(parts.pool()).features());
      for (int i = 0; i < held.length; i++) {
        said[parts.pool()[i]] = held[i];
      }
    }
    return said;
  }
}
