package dev.assay.sampling.acquire.phase;

import dev.assay.sampling.learn.LogisticRegression;

/**
 * The strategy's own model of what is labelled: a logistic regression on the embeddings, which are
 * centred and scaled to a mean squared length of 1, so that their unit does not matter.
 */
final class Learner {
  /** The inverse strength of the penalty for embeddings of that length. */
  static final double C = 50;

  private static final int FOLDS = 5;

  private final LogisticRegression model;
  private final double[] centre;
  private final double scale;
  private final int classCount;

  private Learner(LogisticRegression model, double[] centre, double scale, int classCount) {
    this.model = model;
    this.centre = centre;
    this.scale = scale;
    this.classCount = classCount;
  }

  /**
   * Trains one.
   *
   * @param answers that differ
   */
  static Learner of(Answers answers) {
    int width = answers.rows()[0].length;
    double[] centre = new double[width];
    for (double[] row : answers.rows()) {
      for (int d = 0; d < width; d++) {
        centre[d] += row[d] / answers.count();
      }
    }
    double square = 0;
    for (double[] row : answers.rows()) {
      for (int d = 0; d < width; d++) {
        square += (row[d] - centre[d]) * (row[d] - centre[d]) / answers.count();
      }
    }
    double scale = square > 0 ? 1 / Math.sqrt(square) : 1;
    double[][] rows = new double[answers.count()][width];
    for (int i = 0; i < rows.length; i++) {
      scale(answers.rows()[i], centre, scale, rows[i]);
    }
    LogisticRegression model =
        LogisticRegression.train(rows, answers.classes(), answers.classCount(), C);
    return new Learner(model, centre, scale, answers.classCount());
  }

  int classCount() {
    return classCount;
  }

  /**
   * Writes the probabilities of the classes for an embedding, which is overwritten.
   *
   * @param into as long as there are classes
   */
  void probabilities(double[] embedding, double[] into) {
    scale(embedding, centre, scale, embedding);
    model.probabilities(embedding, into);
  }

  /** The embedding as the model sees it, in units of its own. */
  double[] scaled(double[] embedding) {
    double[] into = new double[embedding.length];
    scale(embedding, centre, scale, into);
    return into;
  }

  private static void scale(double[] row, double[] centre, double scale, double[] into) {
    for (int d = 0; d < row.length; d++) {
      into[d] = (row[d] - centre[d]) * scale;
    }
  }

  /**
   * What the learner is sure to know beyond the most frequent answer: its accuracy by
   * cross-validation, less a standard error and the share of that answer, over the rest that the
   * answer leaves. At most 1; 0 or less where it has learnt nothing.
   */
  static double skill(Answers answers) {
    int[] folds = answers.folds(FOLDS);
    int right = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      right += right(answers.part(folds, fold, false), answers.part(folds, fold, true));
    }
    double accuracy = (double) right / answers.count();
    double error = Math.sqrt(accuracy * (1 - accuracy) / answers.count());
    double majority = (double) answers.majority() / answers.count();
    return (accuracy - error - majority) / (1 - majority);
  }

  private static int right(Answers training, Answers held) {
    if (held.count() == 0 || !training.differ()) {
      return 0;
    }
    Learner learner = of(training);
    double[] p = new double[training.classCount()];
    int right = 0;
    for (int i = 0; i < held.count(); i++) {
      learner.probabilities(held.rows()[i].clone(), p);
      int said = 0;
      for (int k = 1; k < p.length; k++) {
        said = p[k] > p[said] ? k : said;
      }
      right += said == held.classes()[i] ? 1 : 0;
    }
    return right;
  }
}
