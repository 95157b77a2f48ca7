package dev.assay.sampling.estimate.metric;

import static dev.assay.sampling.estimate.metric.ClassTotals.ACTUAL;
import static dev.assay.sampling.estimate.metric.ClassTotals.HIT;
import static dev.assay.sampling.estimate.metric.ClassTotals.PREDICTED;
import static dev.assay.sampling.estimate.metric.ClassTotals.column;

import dev.assay.sampling.estimate.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** The metrics of several classes, over the totals of {@link ClassTotals}. */
public final class ClassMetrics {
  private ClassMetrics() {}

  /** F-beta of all decisions together: "Sample efficient model evaluation", eq. 90. */
  public static LinearRatio microF(int classCount, double beta) {
    double square = square(beta);
    double[] numerator = new double[3 * classCount];
    double[] denominator = new double[3 * classCount];
    for (int k = 0; k < classCount; k++) {
      numerator[column(k, HIT)] = 1 + square;
      denominator[column(k, PREDICTED)] = 1;
      denominator[column(k, ACTUAL)] = square;
    }
    return new LinearRatio("micro-f-" + beta, numerator, denominator);
  }

  /** F-beta of one class. */
  public static LinearRatio f(int label, int classCount, double beta) {
    double square = square(beta);
    double[] numerator = new double[3 * classCount];
    double[] denominator = new double[3 * classCount];
    numerator[column(ClassTotals.check(label, classCount), HIT)] = 1 + square;
    denominator[column(label, PREDICTED)] = 1;
    denominator[column(label, ACTUAL)] = square;
    return new LinearRatio("f-" + beta + "-of-" + label, numerator, denominator);
  }

  /** The average of the classes' F-beta. */
  public static Metric macroF(int classCount, double beta) {
    List<LinearRatio> ratios = new ArrayList<>();
    for (int k = 0; k < classCount; k++) {
      ratios.add(f(k, classCount, beta));
    }
    return new AverageOfRatios("macro-f-" + beta, ratios);
  }

  /**
   * The harmonic mean of macro precision and macro recall: "Sample efficient model evaluation",
   * appendix D.3, eq. 101 and 102.
   */
  public static Metric macroFOfAverages(int classCount, double beta) {
    return new MacroFOfAverages(classCount, square(beta));
  }

  /** The shares of hits among a class's predictions, or among its labels. */
  private static LinearRatio hits(String name, int label, int classCount, int offset) {
    double[] numerator = new double[3 * classCount];
    double[] denominator = new double[3 * classCount];
    numerator[column(label, HIT)] = 1;
    denominator[column(label, offset)] = 1;
    return new LinearRatio(name + "-of-" + label, numerator, denominator);
  }

  private static LinearRatio micro(String name, int classCount, int offset) {
    double[] numerator = new double[3 * classCount];
    double[] denominator = new double[3 * classCount];
    for (int k = 0; k < classCount; k++) {
      numerator[column(k, HIT)] = 1;
      denominator[column(k, offset)] = 1;
    }
    return new LinearRatio(name, numerator, denominator);
  }

  private static AverageOfRatios macro(String name, int classCount, int offset) {
    List<LinearRatio> ratios = new ArrayList<>();
    List<LinearRatio> presences = new ArrayList<>();
    for (int k = 0; k < classCount; k++) {
      ratios.add(hits(name, k, classCount, offset));
      presences.add(f(k, classCount, 1));
    }
    return new AverageOfRatios(name, ratios, presences);
  }

  /** Of all predictions together, the share that is right. */
  public static LinearRatio microPrecision(int classCount) {
    return micro("micro-precision", classCount, PREDICTED);
  }

  /** Of all labels together, the share that is predicted. */
  public static LinearRatio microRecall(int classCount) {
    return micro("micro-recall", classCount, ACTUAL);
  }

  /** The average of the precision of the classes that are predicted or there. */
  public static Metric macroPrecision(int classCount) {
    return macro("macro-precision", classCount, PREDICTED);
  }

  /** The average of the recall of the classes that are predicted or there. */
  public static Metric macroRecall(int classCount) {
    return macro("macro-recall", classCount, ACTUAL);
  }

  /** The average of the recall of the classes that are there. */
  public static Metric balancedAccuracy(int classCount) {
    List<LinearRatio> ratios = new ArrayList<>();
    for (int k = 0; k < classCount; k++) {
      ratios.add(hits("recall", k, classCount, ACTUAL));
    }
    return new AverageOfRatios("balanced-accuracy", ratios);
  }

  /** Matthews' correlation, one label an item, in [-1, 1]. */
  public static Metric matthews(int classCount) {
    return new MultiClassMatthews(classCount);
  }

  static double square(double beta) {
    if (!(beta > 0 && beta * beta < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException("beta", "is " + beta + "; give a positive number");
    }
    return beta * beta;
  }
}
