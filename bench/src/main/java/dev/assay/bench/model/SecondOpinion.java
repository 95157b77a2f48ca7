package dev.assay.bench.model;

import dev.assay.bench.data.Examples;
import dev.assay.bench.data.Halves;
import dev.assay.sampling.learn.LogisticRegression;

/**
 * e_aux: the probability of error that a logistic regression gives from the model's own doubt
 * (logit u) and a second model's doubt about the same prediction (the logit of the share of a
 * forest's votes against it), learnt from the training half alone.
 *
 * <p>Both models' doubts about the training half are out of fold: the one about an item comes from
 * models that have not seen it.
 */
public final class SecondOpinion {
  private static final int FOLDS = 5;

  private SecondOpinion() {}

  /**
   * The scores of the pool.
   *
   * @param training scaled features and labels of the training half
   * @param pool scaled features of the pool
   * @param probabilities the model's own, of the pool
   * @param seed of the folds and the trees
   */
  public static double[] of(
      Examples training, double[][] pool, double[][] probabilities, long seed) {
    LogisticRegression calibration = outOfFold(training, seed).logistic(1);
    int[] predicted = ErrorScores.predictions(probabilities);
    double[] uncertainty = ErrorScores.uncertainty(probabilities, predicted);
    double[][] second =
        ExtraTrees.train(training, ExtraTrees.DEFAULT_TREES, seed).probabilities(pool);
    double[][] errors =
        calibration.probabilities(
            ErrorScores.opinions(uncertainty, predicted, second, ExtraTrees.DEFAULT_TREES));
    double[] scores = new double[errors.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = errors[i][1];
    }
    return scores;
  }

  private static Examples outOfFold(Examples training, long seed) {
    int[] fold = Halves.folds(training.labels(), training.classCount(), FOLDS, seed);
    double[][] own = new double[training.size()][];
    double[][] second = new double[training.size()][];
    for (int k = 0; k < FOLDS; k++) {
      Halves parts = Halves.ofFold(fold, k);
      Examples others = training.of(parts.training());
      double[][] held = training.of(parts.pool()).features();
      double[][] ownHeld = others.logistic(LogisticRegression.DEFAULT_C).probabilities(held);
      double[][] secondHeld =
          ExtraTrees.train(others, ExtraTrees.DEFAULT_TREES, seed + k + 1).probabilities(held);
      for (int i = 0; i < held.length; i++) {
        own[parts.pool()[i]] = ownHeld[i];
        second[parts.pool()[i]] = secondHeld[i];
      }
    }
    int[] predicted = ErrorScores.predictions(own);
    double[] uncertainty = ErrorScores.uncertainty(own, predicted);
    return ErrorScores.asErrors(
        ErrorScores.opinions(uncertainty, predicted, second, ExtraTrees.DEFAULT_TREES),
        predicted,
        training.labels());
  }
}
