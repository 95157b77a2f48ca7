package dev.assay.bench.model;

import dev.assay.bench.data.Examples;

/**
 * How probable it is thought, without any label of the pool, that each of a model's predictions is
 * wrong.
 */
public final class ErrorScores {
  private static final double LEAST = 1e-12;

  private ErrorScores() {}

  /** The most probable class of each row; of equals the lower. */
  public static int[] predictions(double[][] probabilities) {
    int[] predicted = new int[probabilities.length];
    for (int i = 0; i < predicted.length; i++) {
      for (int k = 1; k < probabilities[i].length; k++) {
        if (probabilities[i][k] > probabilities[i][predicted[i]]) {
          predicted[i] = k;
        }
      }
    }
    return predicted;
  }

  /** u: one less the probability of the predicted class, summed over the others for precision. */
  public static double[] uncertainty(double[][] probabilities, int[] predicted) {
    double[] result = new double[predicted.length];
    for (int i = 0; i < result.length; i++) {
      for (int k = 0; k < probabilities[i].length; k++) {
        result[i] += k == predicted[i] ? 0 : probabilities[i][k];
      }
    }
    return result;
  }

  /** One where the prediction is wrong, else 0. */
  public static double[] errors(int[] predicted, int[] labels) {
    double[] errors = new double[predicted.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = predicted[i] == labels[i] ? 0 : 1;
    }
    return errors;
  }

  /** log(p / (1 - p)), p kept a little away from 0 and 1. */
  static double logit(double p) {
    double kept = Math.min(1 - LEAST, Math.max(LEAST, p));
    return StrictMath.log(kept) - StrictMath.log1p(-kept);
  }

  /**
   * The rows of the second opinion's regression: the logits of u and of the share of votes against
   * the prediction, half a vote on either side added.
   */
  static double[][] opinions(double[] uncertainty, int[] predicted, double[][] second, int votes) {
    double[][] rows = new double[predicted.length][];
    for (int i = 0; i < rows.length; i++) {
      double against = (votes * (1 - second[i][predicted[i]]) + 0.5) / (votes + 1);
      rows[i] = new double[] {logit(uncertainty[i]), logit(against)};
    }
    return rows;
  }

  /** Rows labelled by whether the prediction was wrong. */
  static Examples asErrors(double[][] rows, int[] predicted, int[] labels) {
    int[] wrong = new int[predicted.length];
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = predicted[i] == labels[i] ? 0 : 1;
    }
    return new Examples(rows, wrong, 2);
  }
}
