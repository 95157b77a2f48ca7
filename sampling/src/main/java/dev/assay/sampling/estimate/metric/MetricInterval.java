package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.Interval;

/** Turns the labels of one sample into an interval for a metric. Stateless. */
public interface MetricInterval {
  /** The name in the registry. */
  String name();

  /**
   * The interval, within the metric's range.
   *
   * @param level nominal coverage, inside (0, 1)
   */
  Interval of(Metric metric, MetricSample sample, double level);
}
