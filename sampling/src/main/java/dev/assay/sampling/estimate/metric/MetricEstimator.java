package dev.assay.sampling.estimate.metric;

/** Turns the labels of one sample into an estimate of a metric. Stateless. */
public interface MetricEstimator {
  /** The name in the registry, in lower case with hyphens. */
  String name();

  /**
   * The estimate.
   *
   * @throws dev.assay.sampling.estimate.EstimationException where the sample lacks what is needed,
   *     or the metric is undefined in it
   */
  MetricEstimate estimate(Metric metric, MetricSample sample);
}
