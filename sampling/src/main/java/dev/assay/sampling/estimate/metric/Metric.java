package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.UndefinedMetricException;

/** A smooth function of totals over the pool that does not change with their common scale. */
public interface Metric {
  /** The name, in lower case with hyphens. */
  String name();

  /** The number of totals that it is a function of. */
  int width();

  /**
   * The metric's value.
   *
   * @param totals {@link #width} numbers
   * @throws UndefinedMetricException where a denominator is not positive
   */
  double value(double[] totals);

  /** Writes the derivative by each total into {@code gradient}; throws as {@link #value} does. */
  void gradient(double[] totals, double[] gradient);

  /** The least value there is; estimates are cut to it. */
  default double least() {
    return 0;
  }

  /** The greatest value there is; estimates are cut to it. */
  default double greatest() {
    return 1;
  }
}
