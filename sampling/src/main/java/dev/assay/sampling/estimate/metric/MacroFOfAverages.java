package dev.assay.sampling.estimate.metric;

import static dev.assay.sampling.estimate.metric.ClassTotals.ACTUAL;
import static dev.assay.sampling.estimate.metric.ClassTotals.HIT;
import static dev.assay.sampling.estimate.metric.ClassTotals.PREDICTED;
import static dev.assay.sampling.estimate.metric.ClassTotals.column;

import dev.assay.sampling.estimate.UndefinedMetricException;
import java.util.Arrays;

/**
 * (1 + b) P R/(b P + R), P and R the averages of the classes' precision and recall, b = beta^2. A
 * class that is never predicted has precision 0, one that is never there recall 0.
 */
final class MacroFOfAverages implements Metric {
  private final int classCount;
  private final double square;

  MacroFOfAverages(int classCount, double square) {
    this.classCount = classCount;
    this.square = square;
  }

  @Override
  public String name() {
    return "macro-f-of-averages";
  }

  @Override
  public int width() {
    return 3 * classCount;
  }

  @Override
  public double value(double[] totals) {
    double precision = average(totals, PREDICTED);
    double recall = average(totals, ACTUAL);
    return (1 + square) * precision * recall / positive(square * precision + recall);
  }

  @Override
  public void gradient(double[] totals, double[] gradient) {
    double precision = average(totals, PREDICTED);
    double recall = average(totals, ACTUAL);
    double scale = positive(square * precision + recall);
    double byPrecision = (1 + square) * recall * recall / (scale * scale) / classCount;
    double byRecall = (1 + square) * square * precision * precision / (scale * scale) / classCount;
    Arrays.fill(gradient, 0);
    for (int k = 0; k < classCount; k++) {
      double hits = totals[column(k, HIT)];
      double predicted = totals[column(k, PREDICTED)];
      double actual = totals[column(k, ACTUAL)];
      if (predicted > 0) {
        gradient[column(k, HIT)] += byPrecision / predicted;
        gradient[column(k, PREDICTED)] = -byPrecision * hits / (predicted * predicted);
      }
      if (actual > 0) {
        gradient[column(k, HIT)] += byRecall / actual;
        gradient[column(k, ACTUAL)] = -byRecall * hits / (actual * actual);
      }
    }
  }

  private double average(double[] totals, int base) {
    double sum = 0;
    for (int k = 0; k < classCount; k++) {
      double count = totals[column(k, base)];
      sum += count > 0 ? totals[column(k, HIT)] / count : 0;
    }
    return sum / classCount;
  }

  private double positive(double scale) {
    if (!(scale > 0)) {
      throw new UndefinedMetricException(name());
    }
    return scale;
  }
}
