package dev.assay.bench.model;

/**
 * How probable it is thought, without any label of the pool, that each of a model's predictions is
 * wrong.
 */
public final class ErrorScores {
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
}
