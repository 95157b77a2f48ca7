package dev.assay.sampling.estimate.metric;

/**
 * The importance-sampling estimator of "Sample efficient model evaluation", section 2: the metric
 * at sum a/q over M draws with replacement; error by eq. 15 to 17, the mean square of the
 * contributions along the gradient, with the paper's small constant.
 *
 * <p>The sample's probabilities are the expected numbers of times that each draw's item is drawn, M
 * q, cut to 1: see {@link #expectedDraws}. An item drawn twice is there twice.
 */
public final class ImportanceRatio implements MetricEstimator {
  @Override
  public String name() {
    return "importance-ratio";
  }

  /** M q of each draw; the estimate does not depend on their common scale. */
  public static double[] expectedDraws(double[] drawProbability) {
    double greatest = 0;
    for (double q : drawProbability) {
      greatest = Math.max(greatest, q);
    }
    double scale = Math.min(drawProbability.length, 1 / greatest);
    double[] result = new double[drawProbability.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.min(1, drawProbability[i] * scale);
    }
    return result;
  }

  @Override
  public MetricEstimate estimate(Metric metric, MetricSample sample) {
    Linearisation line = Linearisation.of(metric, sample, false);
    double units = 0;
    for (int i = 0; i < sample.count(); i++) {
      units += sample.weights().total(i);
    }
    double variance = 0;
    for (int i = 0; i < sample.count(); i++) {
      double inverse = sample.weights().total(i);
      double constant = PoissonRatio.DEFAULT_CONSTANT / (units * units);
      variance += inverse * inverse * (line.residual()[i] * line.residual()[i] + constant);
    }
    return new MetricEstimate(line.value(), variance, sample.count(), metric.name(), name());
  }
}
