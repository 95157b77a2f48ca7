package dev.assay.app.trial;

import dev.assay.sampling.learn.LogisticRegression;

/**
 * The learner that labels are bought for here: a logistic regression on the embeddings, centred and
 * scaled to a mean squared length of 1 by the whole past.
 */
final class TrialLearner {
  private static final double C = 50;

  private final double[][] rows;
  private final Past past;

  TrialLearner(Past past) {
    this.past = past;
    int width = past.items().get(0).embedding().length;
    double[] centre = new double[width];
    int count = past.items().size();
    for (Past.Labelled item : past.items()) {
      for (int d = 0; d < width; d++) {
        centre[d] += item.embedding()[d] / count;
      }
    }
    this.rows = new double[count][width];
    double square = 0;
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < width; d++) {
        rows[i][d] = past.items().get(i).embedding()[d] - centre[d];
        square += rows[i][d] * rows[i][d] / count;
      }
    }
    double scale = square > 0 ? 1 / Math.sqrt(square) : 1;
    for (double[] row : rows) {
      for (int d = 0; d < width; d++) {
        row[d] *= scale;
      }
    }
  }

  /**
   * The accuracy on some items after training on others, each test item by its weight: an estimate
   * of the accuracy on the pool that the past was drawn from.
   */
  double accuracy(int[] training, int[] test) {
    double[][] known = new double[training.length][];
    int[] labels = new int[training.length];
    boolean differs = false;
    for (int k = 0; k < training.length; k++) {
      known[k] = rows[training[k]];
      labels[k] = past.items().get(training[k]).label();
      differs |= labels[k] != labels[0];
    }
    LogisticRegression model =
        differs ? LogisticRegression.train(known, labels, past.classCount(), C) : null;
    double[] p = new double[past.classCount()];
    double right = 0;
    double total = 0;
    for (int item : test) {
      int said = labels[0];
      if (model != null) {
        model.probabilities(rows[item], p);
        said = greatest(p);
      }
      double weight = past.items().get(item).weight();
      total += weight;
      right += said == past.items().get(item).label() ? weight : 0;
    }
    return right / total;
  }

  private static int greatest(double[] p) {
    int greatest = 0;
    for (int k = 1; k < p.length; k++) {
      greatest = p[k] > p[greatest] ? k : greatest;
    }
    return greatest;
  }
}
