package dev.assay.sampling.acquire.phase;

import dev.assay.sampling.learn.LogisticRegression;
import org.jspecify.annotations.Nullable;

/**
 * The strategy's own model of what is labelled: a logistic regression on the embeddings, which are
 * centred and scaled to a mean squared length of 1, so that their unit does not matter.
 */
final class Learner {
  /** The inverse strength of the penalty for embeddings of that length. */
  static final double C = 50;

  /** What its training leaves of the gradient of the summed loss. */
  private static final double TOLERANCE = .01;

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
    return of(answers, null);
  }

  /**
   * Trains one that is like another, from where that is.
   *
   * @param start of as many classes
   */
  static Learner of(Answers answers, @Nullable Learner start) {
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
        LogisticRegression.train(
            rows,
            answers.classes(),
            answers.classCount(),
            C,
            start == null ? null : start.model,
            TOLERANCE);
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
}
