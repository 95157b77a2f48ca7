package dev.assay.sampling.estimate.metric;

/**
 * The estimator of "Sample efficient model evaluation", section 3: the metric at sum a/b over a
 * Poisson sample; error by eq. 28, sum (1/b)(1/b - 1) (Delta^2 + constant), Delta the item's row
 * along the gradient, with the small constant of the paper so that an error of 0 is never claimed.
 * Beliefs are not used.
 */
public final class PoissonRatio implements MetricEstimator {
  /** Added to each squared deviation, in units of a mean over the pool. */
  public static final double DEFAULT_CONSTANT = 1e-4;

  private final double constant;

  /** With the default constant. */
  public PoissonRatio() {
    this(DEFAULT_CONSTANT);
  }

  /** With a constant of at least 0. */
  public PoissonRatio(double constant) {
    this.constant = constant;
  }

  @Override
  public String name() {
    return "poisson-ratio";
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
      double square = line.residual()[i] * line.residual()[i] + constant / (units * units);
      variance += inverse * (inverse - 1) * square;
    }
    return new MetricEstimate(line.value(), variance, sample.count(), metric.name(), name());
  }
}
