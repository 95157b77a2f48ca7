package dev.assay.bench.metric;

import dev.assay.sampling.estimate.metric.BinaryMetrics;
import dev.assay.sampling.estimate.metric.ClassMetrics;
import dev.assay.sampling.estimate.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is estimated, and what the sizes are made for: not always the same, since one sample may
 * have to serve several metrics.
 *
 * @param estimated a metric's name
 * @param sized a metric's name
 */
public record Aim(String estimated, String sized) {
  /** The binary metrics that paper (b)'s figures show. */
  public static final List<String> BINARY =
      List.of("accuracy", "f1", "precision", "recall", "specificity");

  /** Its multi-label metrics. */
  public static final List<String> MULTI_LABEL = List.of("micro-f1", "macro-f1");

  private static final Map<String, Metric> METRICS =
      Map.of(
          "accuracy", BinaryMetrics.accuracy(),
          "f1", BinaryMetrics.f(1),
          "precision", BinaryMetrics.precision(),
          "recall", BinaryMetrics.recall(),
          "specificity", BinaryMetrics.specificity(),
          "micro-f1", ClassMetrics.microF(ToxicComments.LABELS, 1),
          "macro-f1", ClassMetrics.macroFOfAverages(ToxicComments.LABELS, 1));

  /** Sizes for the metric itself. */
  public static List<Aim> each(List<String> metrics) {
    return metrics.stream().map(metric -> new Aim(metric, metric)).toList();
  }

  /** Every metric estimated from sizes for every other. */
  public static List<Aim> crossed(List<String> metrics) {
    List<Aim> aims = new ArrayList<>();
    for (String estimated : metrics) {
      for (String sized : metrics) {
        aims.add(new Aim(estimated, sized));
      }
    }
    return aims;
  }

  Metric estimatedMetric() {
    return metric(estimated);
  }

  Metric sizedMetric() {
    return metric(sized);
  }

  private static Metric metric(String name) {
    return Objects.requireNonNull(METRICS.get(name), name);
  }
}
