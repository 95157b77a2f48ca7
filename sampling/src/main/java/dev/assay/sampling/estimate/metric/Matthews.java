package dev.assay.sampling.estimate.metric;

import static dev.assay.sampling.estimate.metric.Confusion.FALSE_NEGATIVE;
import static dev.assay.sampling.estimate.metric.Confusion.FALSE_POSITIVE;
import static dev.assay.sampling.estimate.metric.Confusion.TRUE_NEGATIVE;
import static dev.assay.sampling.estimate.metric.Confusion.TRUE_POSITIVE;

import dev.assay.sampling.estimate.UndefinedMetricException;

/**
 * Matthews' correlation (TP TN - FP FN)/sqrt((TP + FP)(TP + FN)(TN + FP)(TN + FN)) over the totals
 * of {@link Confusion}; in [-1, 1]. Undefined where a class is never predicted, or never there.
 */
final class Matthews implements Metric {
  @Override
  public String name() {
    return "matthews";
  }

  @Override
  public int width() {
    return Confusion.WIDTH;
  }

  @Override
  public double value(double[] totals) {
    return determinant(totals) / StrictMath.sqrt(margins(totals));
  }

  @Override
  public void gradient(double[] totals, double[] gradient) {
    double tp = totals[TRUE_POSITIVE];
    double fp = totals[FALSE_POSITIVE];
    double fn = totals[FALSE_NEGATIVE];
    double tn = totals[TRUE_NEGATIVE];
    double root = StrictMath.sqrt(margins(totals));
    double half = determinant(totals) / root / 2;
    gradient[TRUE_POSITIVE] = tn / root - half * (1 / (tp + fp) + 1 / (tp + fn));
    gradient[FALSE_POSITIVE] = -fn / root - half * (1 / (tp + fp) + 1 / (tn + fp));
    gradient[FALSE_NEGATIVE] = -fp / root - half * (1 / (tp + fn) + 1 / (tn + fn));
    gradient[TRUE_NEGATIVE] = tp / root - half * (1 / (tn + fp) + 1 / (tn + fn));
  }

  @Override
  public double least() {
    return -1;
  }

  private static double determinant(double[] totals) {
    return totals[TRUE_POSITIVE] * totals[TRUE_NEGATIVE]
        - totals[FALSE_POSITIVE] * totals[FALSE_NEGATIVE];
  }

  private double margins(double[] totals) {
    double predicted = totals[TRUE_POSITIVE] + totals[FALSE_POSITIVE];
    double positive = totals[TRUE_POSITIVE] + totals[FALSE_NEGATIVE];
    double negative = totals[TRUE_NEGATIVE] + totals[FALSE_POSITIVE];
    double rejected = totals[TRUE_NEGATIVE] + totals[FALSE_NEGATIVE];
    if (!(predicted > 0 && positive > 0 && negative > 0 && rejected > 0)) {
      throw new UndefinedMetricException(name());
    }
    return predicted * positive * negative * rejected;
  }
}
