package dev.assay.sampling.learn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  /** Rows whose logits are worked out together. */
  private static final int BLOCK = 256;

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
    return train(features, labels, classCount, c, null, TOLERANCE);
  }

  /**
   * As above, with a weight for each example: one of weight 2 counts as if it were there twice.
   *
   * @param exampleWeights one for each example, finite and at least 0
   */
  public static LogisticRegression train(
      double[][] features, int[] labels, double[] exampleWeights, int classCount, double c) {
    return train(features, labels, exampleWeights, classCount, c, null, TOLERANCE);
  }

  /**
   * Trains from where another model is, which is sooner done where the examples are nearly the
   * same, until no component of the gradient exceeds a tolerance.
   *
   * @param start of as many features and classes, or null to start from nothing
   * @param tolerance positive; .01 is of no consequence for what is predicted from some dozens of
   *     examples on
   */
  public static LogisticRegression train(
      double[][] features,
      int[] labels,
      int classCount,
      double c,
      @Nullable LogisticRegression start,
      double tolerance) {
    double[] ones = new double[labels.length];
    Arrays.fill(ones, 1);
    return train(features, labels, ones, classCount, c, start, tolerance);
  }

  private static LogisticRegression train(
      double[][] features,
      int[] labels,
      double[] exampleWeights,
      int classCount,
      double c,
      @Nullable LogisticRegression start,
      double tolerance) {
    int width = features[0].length;
    int outputs = classCount == 2 ? 1 : classCount;
    double[] weights = new double[outputs * (width + 1)];
    if (start != null && start.width == width && start.outputs == outputs) {
      System.arraycopy(start.weights, 0, weights, 0, weights.length);
    }
    LogisticRegression model = new LogisticRegression(weights, outputs, width);
    double[][] columns = columns(features);
    Lbfgs.minimise(
        (point, gradient) ->
            objective(features, columns, labels, exampleWeights, c, outputs, point, gradient),
        weights,
        tolerance);
    return model;
  }

  /** One array a feature, so that a block of rows is worked through at once. */
  private static double[][] columns(double[][] features) {
    double[][] columns = new double[features[0].length][features.length];
    for (int i = 0; i < features.length; i++) {
      for (int d = 0; d < columns.length; d++) {
        columns[d][i] = features[i][d];
      }
    }
    return columns;
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
      double[][] features,
      double[][] columns,
      int[] labels,
      double[] exampleWeights,
      double c,
      int outputs,
      double[] point,
      double[] gradient) {
    int width = features[0].length;
    int stride = width + 1;
    double sum = 0;
    for (int j = 0; j < point.length; j++) {
      boolean intercept = j % stride == width;
      gradient[j] = intercept ? 0 : point[j] / c;
      sum += intercept ? 0 : point[j] * point[j] / (2 * c);
    }
    double[] logits = new double[outputs];
    double[][] block = new double[outputs][BLOCK];
    for (int from = 0; from < labels.length; from += BLOCK) {
      int count = Math.min(BLOCK, labels.length - from);
      logits(point, columns, from, count, block);
      for (int i = 0; i < count; i++) {
        for (int k = 0; k < outputs; k++) {
          logits[k] = block[k][i];
        }
        double weight = exampleWeights[from + i];
        sum += weight * residuals(logits, labels[from + i]);
        for (int k = 0; k < outputs; k++) {
          block[k][i] = weight * logits[k];
        }
      }
      addGradient(gradient, block, features, from, count);
    }
    return sum;
  }

  /** Returns an example's loss and turns its logits into what they are too great by. */
  private static double residuals(double[] logits, int label) {
    if (logits.length == 1) {
      double signed = label == 1 ? logits[0] : -logits[0];
      logits[0] = (label == 1 ? -1 : 1) / (1 + StrictMath.exp(signed));
      return signed > 0 ? StrictMath.log1p(StrictMath.exp(-signed)) : loss(signed);
    }
    double own = logits[label];
    double loss = logSumExp(logits) - own;
    logits[label] -= 1;
    return loss;
  }

  /** log(1 + exp(-x)) for x of 0 or less. */
  private static double loss(double x) {
    return -x + StrictMath.log1p(StrictMath.exp(x));
  }

  /** Row by row in every sum; four rows at once, for each sum is then written once for them. */
  private static void addGradient(
      double[] gradient, double[][] residuals, double[][] features, int from, int count) {
    int width = features[0].length;
    for (int k = 0; k < residuals.length; k++) {
      int base = k * (width + 1);
      double[] r = residuals[k];
      int i = 0;
      for (; i + 3 < count; i += 4) {
        double r0 = r[i];
        double r1 = r[i + 1];
        double r2 = r[i + 2];
        double r3 = r[i + 3];
        double[] x0 = features[from + i];
        double[] x1 = features[from + i + 1];
        double[] x2 = features[from + i + 2];
        double[] x3 = features[from + i + 3];
        for (int d = 0; d < width; d++) {
          gradient[base + d] =
              gradient[base + d] + r0 * x0[d] + r1 * x1[d] + r2 * x2[d] + r3 * x3[d];
        }
        gradient[base + width] = gradient[base + width] + r0 + r1 + r2 + r3;
      }
      for (; i < count; i++) {
        double[] x = features[from + i];
        for (int d = 0; d < width; d++) {
          gradient[base + d] += r[i] * x[d];
        }
        gradient[base + width] += r[i];
      }
    }
  }

  /** The logits of the rows of a block; each sum runs as that of one row does, to the same bits. */
  private static void logits(
      double[] weights, double[][] columns, int from, int count, double[][] block) {
    int width = columns.length;
    for (int k = 0; k < block.length; k++) {
      int base = k * (width + 1);
      double[] sums = block[k];
      Arrays.fill(sums, 0, count, weights[base + width]);
      int d = 0;
      for (; d + 3 < width; d += 4) {
        double w0 = weights[base + d];
        double w1 = weights[base + d + 1];
        double w2 = weights[base + d + 2];
        double w3 = weights[base + d + 3];
        double[] c0 = columns[d];
        double[] c1 = columns[d + 1];
        double[] c2 = columns[d + 2];
        double[] c3 = columns[d + 3];
        for (int i = 0; i < count; i++) {
          sums[i] =
              sums[i]
                  + w0 * c0[from + i]
                  + w1 * c1[from + i]
                  + w2 * c2[from + i]
                  + w3 * c3[from + i];
        }
      }
      for (; d < width; d++) {
        double weight = weights[base + d];
        double[] column = columns[d];
        for (int i = 0; i < count; i++) {
          sums[i] += weight * column[from + i];
        }
      }
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
