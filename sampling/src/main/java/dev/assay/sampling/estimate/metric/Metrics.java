package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.InvalidInputException;
import java.util.List;

/** The registry of binary metrics by name: one line each. */
public final class Metrics {
  private static final List<Metric> BINARY =
      List.of(
          BinaryMetrics.accuracy(),
          BinaryMetrics.balancedAccuracy(),
          BinaryMetrics.error(),
          BinaryMetrics.f(1),
          BinaryMetrics.matthews(),
          BinaryMetrics.precision(),
          BinaryMetrics.recall(),
          BinaryMetrics.specificity());

  private Metrics() {}

  /** All binary metrics, F with beta 1. */
  public static List<Metric> binary() {
    return BINARY;
  }

  /** The binary metric of that name; {@link InvalidInputException} names those there are. */
  public static Metric binary(String name) {
    for (Metric metric : BINARY) {
      if (metric.name().equals(name)) {
        return metric;
      }
    }
    throw new InvalidInputException(
        "metric", "'" + name + "' is none of " + BINARY.stream().map(Metric::name).toList());
  }
}
