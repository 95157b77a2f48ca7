package dev.assay.sampling.estimate.metric;

import static dev.assay.sampling.estimate.metric.ClassTotals.ACTUAL;
import static dev.assay.sampling.estimate.metric.ClassTotals.HIT;
import static dev.assay.sampling.estimate.metric.ClassTotals.PREDICTED;
import static dev.assay.sampling.estimate.metric.ClassTotals.column;

import dev.assay.sampling.estimate.UndefinedMetricException;

/**
 * Matthews' correlation of several classes, one label an item, over the totals of {@link
 * ClassTotals}; in [-1, 1]. With N items, c of them right, t_k of class k and p_k predicted to be:
 * (c N - sum t_k p_k)/sqrt((N^2 - sum p_k^2)(N^2 - sum t_k^2)). Undefined where only one class is
 * predicted, or there. Source: Gorodkin (2004), "Comparing two K-category assignments by a
 * K-category correlation coefficient".
 */
final class MultiClassMatthews implements Metric {
  private final int classCount;

  MultiClassMatthews(int classCount) {
    this.classCount = classCount;
  }

  @Override
  public String name() {
    return "matthews";
  }

  @Override
  public int width() {
    return 3 * classCount;
  }

  @Override
  public double least() {
    return -1;
  }

  /** The sums of the formula at some totals. */
  private record Sums(double count, double right, double products, double open, double there) {
    double numerator() {
      return right * count - products;
    }
  }

  private Sums sums(double[] totals) {
    double count = 0;
    double right = 0;
    double products = 0;
    double predictedSquares = 0;
    double actualSquares = 0;
    for (int k = 0; k < classCount; k++) {
      double predicted = totals[column(k, PREDICTED)];
      double actual = totals[column(k, ACTUAL)];
      count += actual;
      right += totals[column(k, HIT)];
      products += predicted * actual;
      predictedSquares += predicted * predicted;
      actualSquares += actual * actual;
    }
    double open = count * count - predictedSquares;
    double there = count * count - actualSquares;
    double least = 1e-12 * count * count; // what rounding leaves of a difference that is 0
    if (!(open > least && there > least)) {
      throw new UndefinedMetricException(name());
    }
    return new Sums(count, right, products, open, there);
  }

  @Override
  public double value(double[] totals) {
    Sums sums = sums(totals);
    return sums.numerator() / StrictMath.sqrt(sums.open() * sums.there());
  }

  /** With N as the sum of the labels, so that a label moves it too. */
  @Override
  public void gradient(double[] totals, double[] gradient) {
    Sums sums = sums(totals);
    double root = StrictMath.sqrt(sums.open() * sums.there());
    double value = sums.numerator() / root;
    double byCount =
        sums.right() / root - value * sums.count() * (1 / sums.open() + 1 / sums.there());
    for (int k = 0; k < classCount; k++) {
      double predicted = totals[column(k, PREDICTED)];
      double actual = totals[column(k, ACTUAL)];
      gradient[column(k, HIT)] = sums.count() / root;
      gradient[column(k, PREDICTED)] = -actual / root + value * predicted / sums.open();
      gradient[column(k, ACTUAL)] = -predicted / root + value * actual / sums.there() + byCount;
    }
  }
}
