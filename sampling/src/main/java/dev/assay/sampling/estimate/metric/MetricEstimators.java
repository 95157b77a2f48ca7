package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.InvalidInputException;
import java.util.List;

/** The registry of metric estimators: one line each. */
public final class MetricEstimators {
  private static final List<MetricEstimator> ALL =
      List.of(new DifferenceOfTotals(), new ImportanceRatio(), new PoissonRatio());

  private MetricEstimators() {}

  /** All estimators. */
  public static List<MetricEstimator> all() {
    return ALL;
  }

  /** The estimator of that name; {@link InvalidInputException} names those there are. */
  public static MetricEstimator named(String name) {
    for (MetricEstimator estimator : ALL) {
      if (estimator.name().equals(name)) {
        return estimator;
      }
    }
    throw new InvalidInputException(
        "estimator",
        "'" + name + "' is none of " + ALL.stream().map(MetricEstimator::name).toList());
  }
}
