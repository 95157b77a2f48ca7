package dev.assay.app.demo.compare;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Judgements;
import dev.assay.sampling.acquire.RandomStrategy;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.sampling.acquire.WaveDraw;
import dev.assay.sampling.learn.LogisticRegression;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Buys labels batch by batch, trains a learner on them after each, and scores the pool by it. A
 * strategy that needs scores draws its first batch at random.
 */
final class LearningCurve {
  private final LearningTask task;
  private final double c;
  private final int[] labelled;
  private final int[] predicted;
  private final double[] errors;
  private int[] open;
  private int labels;
  private @Nullable LogisticRegression learner;
  private double @Nullable [][] scores;

  LearningCurve(LearningTask task, double c, int most) {
    this.task = task;
    this.c = c;
    this.labelled = new int[most];
    this.predicted = new int[most];
    this.errors = new double[most];
    this.open = task.pool();
  }

  /**
   * The learner's accuracy after each batch. To be called once.
   *
   * @param batches of equal size, all of them together no more than the labels to be bought
   */
  double[] of(BatchChoice choice, int batches, long seed) {
    double[] accuracies = new double[batches];
    int batch = labelled.length / batches;
    for (int t = 0; t < batches; t++) {
      choice.measured(t, buy(choice.next(t), batch, new SeededStream(seed, t).nextLong()));
      LogisticRegression trained = task.learner(Arrays.copyOf(labelled, labels), c, learner);
      scores = scores(trained);
      accuracies[t] = task.accuracy(trained);
      learner = trained;
    }
    return accuracies;
  }

  /** Buys a batch and returns what its labels say of the learner's error on what was open. */
  private double buy(Recipe recipe, int batch, long seed) {
    Judgements judgements =
        new Judgements(Arrays.copyOf(predicted, labels), Arrays.copyOf(errors, labels));
    LearnerCandidates candidates =
        new LearnerCandidates(task, open, Arrays.copyOf(labelled, labels), scores, judgements);
    boolean canSelect = recipe.strategy().needs().stream().allMatch(candidates::has);
    Recipe used =
        canSelect
            ? recipe
            : new Recipe(new RandomStrategy(), recipe.explorationShare(), recipe.sharpness());
    boolean[] isTaken = new boolean[open.length];
    WaveDraw draw = WaveDesign.draw(used, candidates, batch, seed);
    double error = 0;
    for (double[] said : scores == null ? new double[0][] : scores) {
      error += 1 - said[LearningTask.greatest(said)];
    }
    for (int unit : draw.units()) {
      isTaken[unit] = true;
      double[] said = scores == null ? new double[0] : scores[unit];
      predicted[labels] = said.length == 0 ? -1 : LearningTask.greatest(said);
      errors[labels] = said.length == 0 ? 0 : 1 - said[predicted[labels]];
      if (said.length > 0) {
        double wrong = predicted[labels] == task.classes()[open[unit]] ? 0 : 1;
        error += (wrong - errors[labels]) / draw.inclusionProbabilities()[unit];
      }
      labelled[labels++] = open[unit];
    }
    double measured = scores == null ? Double.NaN : error / open.length;
    int[] rest = new int[open.length - batch];
    int count = 0;
    for (int i = 0; i < open.length; i++) {
      if (!isTaken[i]) {
        rest[count++] = open[i];
      }
    }
    open = rest;
    return measured;
  }

  private double[][] scores(LogisticRegression trained) {
    double[][] rows = new double[open.length][task.classCount()];
    for (int i = 0; i < rows.length; i++) {
      trained.probabilities(task.features()[open[i]], rows[i]);
    }
    return rows;
  }
}
