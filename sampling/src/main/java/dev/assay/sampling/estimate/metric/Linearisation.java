package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.Require;

/** A metric's estimated totals, and what each label adds along the gradient there. */
final class Linearisation {
  private final double value;
  private final double[] gradient;
  private final double[] residual;

  private Linearisation(double value, double[] gradient, double[] residual) {
    this.value = value;
    this.gradient = gradient;
    this.residual = residual;
  }

  /** With beliefs the totals and residuals are the difference estimator's, else plain ones. */
  static Linearisation of(Metric metric, MetricSample sample, boolean withBeliefs) {
    Require.sameLength("metric", metric.width(), sample.width());
    int width = sample.width();
    double[] totals = new double[width];
    for (int k = 0; k < width; k++) {
      totals[k] = withBeliefs ? sample.controlTotal(k) : 0;
    }
    double[] surprise = new double[sample.count() * width];
    double[] expected = new double[width];
    for (int i = 0; i < sample.count(); i++) {
      if (withBeliefs) {
        sample.beliefs(metric.name()).expected(i, expected);
      }
      for (int k = 0; k < width; k++) {
        surprise[i * width + k] = sample.row(i, k) - expected[k];
        totals[k] += surprise[i * width + k] * sample.weights().total(i);
      }
    }
    double[] gradient = new double[width];
    metric.gradient(totals, gradient);
    double[] residual = new double[sample.count()];
    for (int i = 0; i < residual.length; i++) {
      for (int k = 0; k < width; k++) {
        residual[i] += gradient[k] * surprise[i * width + k];
      }
    }
    double value = Math.min(metric.greatest(), Math.max(metric.least(), metric.value(totals)));
    return new Linearisation(value, gradient, residual);
  }

  double value() {
    return value;
  }

  double[] gradient() {
    return gradient;
  }

  double[] residual() {
    return residual;
  }
}
