package dev.assay.sampling.estimate.metric;

import java.util.List;

/** The metrics of binary classification, over the totals of {@link Confusion}. */
public final class BinaryMetrics {
  private static final double[] ALL = {1, 1, 1, 1};

  private BinaryMetrics() {}

  /** (TP + TN)/N. */
  public static LinearRatio accuracy() {
    return new LinearRatio("accuracy", new double[] {1, 0, 0, 1}, ALL);
  }

  /** (FP + FN)/N. */
  public static LinearRatio error() {
    return new LinearRatio("error", new double[] {0, 1, 1, 0}, ALL);
  }

  /** TP/(TP + FP). */
  public static LinearRatio precision() {
    return new LinearRatio("precision", new double[] {1, 0, 0, 0}, new double[] {1, 1, 0, 0});
  }

  /** TP/(TP + FN). */
  public static LinearRatio recall() {
    return new LinearRatio("recall", new double[] {1, 0, 0, 0}, new double[] {1, 0, 1, 0});
  }

  /** TN/(TN + FP). */
  public static LinearRatio specificity() {
    return new LinearRatio("specificity", new double[] {0, 0, 0, 1}, new double[] {0, 1, 0, 1});
  }

  /**
   * (1 + beta^2) TP/((1 + beta^2) TP + beta^2 FN + FP).
   *
   * @param beta positive; 1 for F1
   */
  public static LinearRatio f(double beta) {
    double square = ClassMetrics.square(beta);
    return new LinearRatio(
        "f-" + beta, new double[] {1 + square, 0, 0, 0}, new double[] {1 + square, 1, square, 0});
  }

  /** The average of recall and specificity. */
  public static Metric balancedAccuracy() {
    return new AverageOfRatios("balanced-accuracy", List.of(recall(), specificity()));
  }

  /** Matthews' correlation, in [-1, 1]. */
  public static Metric matthews() {
    return new Matthews();
  }
}
