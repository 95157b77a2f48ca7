package dev.assay.sampling.learn;

/**
 * Logistic regression with an L2 penalty, at its optimum: {@code sum loss + |w|^2 / (2 C)}, the
 * intercepts free; two classes by one logit, more by softmax. Immutable.
 *
 * <p>The experiments that are compared with trained theirs to the optimum of this objective with C
 * = 1; stochastic gradient descent without the penalty ends elsewhere, with other scores and other
 * errors.
 */
public final class LogisticRegression {
  /** The inverse strength of the penalty that the compared experiments use. */
  public static final double DEFAULT_C = 1;

  private static final double TOLERANCE = 1e-4;

  private final double[] weights;
  private final int outputs;
  private final int width;

  private LogisticRegression(double[] weights, int outputs, int width) {
    this.weights = weights;
    this.outputs = outputs;
    this.width = width;
  }

  /**
   * Trains until no component of the gradient exceeds 1e-4.
   *
   * @param features one row for each example, finite, all of the same length; at least one
   * @param labels the class of each, from 0
   * @param classCount the number of classes, at least 2
   * @param c inverse strength of the penalty, positive
   */
  public static LogisticRegression train(
      double[][] features, int[] labels, int classCount, double c) {
    int width = features[0].length;
    int outputs = classCount == 2 ? 1 : classCount;
    double[] weights = new double[outputs * (width + 1)];
    LogisticRegression model = new LogisticRegression(weights, outputs, width);
    Lbfgs.minimise(
        (point, gradient) -> objective(features, labels, c, outputs, point, gradient),
        weights,
        TOLERANCE);
    return model;
  }

  /** The probabilities of the classes for each row. */
  public double[][] probabilities(double[][] rows) {
    double[][] result = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      result[i] = new double[outputs == 1 ? 2 : outputs];
      probabilities(rows[i], result[i]);
    }
    return result;
  }

  /** Writes the probabilities of the classes for a row. */
  public void probabilities(double[] row, double[] into) {
    if (outputs == 1) {
      double[] logit = new double[1];
      logits(weights, row, logit);
      into[1] = 1 / (1 + StrictMath.exp(-logit[0]));
      into[0] = 1 / (1 + StrictMath.exp(logit[0]));
    } else {
      logits(weights, row, into);
      logSumExp(into);
    }
  }

  private static double objective(
      double[][] features, int[] labels, double c, int outputs, double[] point, double[] gradient) {
    int width = features[0].length;
    int stride = width + 1;
    double sum = 0;
    for (int j = 0; j < point.length; j++) {
      boolean intercept = j % stride == width;
      gradient[j] = intercept ? 0 : point[j] / c;
      sum += intercept ? 0 : point[j] * point[j] / (2 * c);
    }
    double[] logits = new double[outputs];
    for (int i = 0; i < labels.length; i++) {
      double[] row = features[i];
      int label = labels[i];
      logits(point, row, logits);
      if (outputs == 1) {
        double signed = label == 1 ? logits[0] : -logits[0];
        sum += signed > 0 ? StrictMath.log1p(StrictMath.exp(-signed)) : loss(signed);
        logits[0] = (label == 1 ? -1 : 1) / (1 + StrictMath.exp(signed));
      } else {
        double own = logits[label];
        sum += logSumExp(logits) - own;
        logits[label] -= 1;
      }
      addGradient(gradient, logits, row);
    }
    return sum;
  }

  /** log(1 + exp(-x)) for x of 0 or less. */
  private static double loss(double x) {
    return -x + StrictMath.log1p(StrictMath.exp(x));
  }

  private static void addGradient(double[] gradient, double[] residuals, double[] row) {
    int stride = row.length + 1;
    for (int k = 0; k < residuals.length; k++) {
      double residual = residuals[k];
      int base = k * stride;
      for (int d = 0; d < row.length; d++) {
        gradient[base + d] += residual * row[d];
      }
      gradient[base + row.length] += residual;
    }
  }

  private static void logits(double[] weights, double[] row, double[] logits) {
    int stride = row.length + 1;
    for (int k = 0; k < logits.length; k++) {
      int base = k * stride;
      double sum = weights[base + row.length];
      for (int d = 0; d < row.length; d++) {
        sum += weights[base + d] * row[d];
      }
      logits[k] = sum;
    }
  }

  /** Returns log sum exp and turns the logits into probabilities. */
  private static double logSumExp(double[] logits) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      logits[k] = StrictMath.exp(logits[k] - greatest);
      sum += logits[k];
    }
    for (int k = 0; k < logits.length; k++) {
      logits[k] /= sum;
    }
    return greatest + StrictMath.log(sum);
  }

  /** The number of features. */
  public int width() {
    return width;
  }
}
