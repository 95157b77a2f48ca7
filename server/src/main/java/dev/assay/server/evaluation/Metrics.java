package dev.assay.server.evaluation;

import dev.assay.sampling.estimate.UndefinedMetricException;
import dev.assay.sampling.estimate.metric.AnticipatedDeviation;
import dev.assay.sampling.estimate.metric.BinaryMetrics;
import dev.assay.sampling.estimate.metric.ClassBeliefs;
import dev.assay.sampling.estimate.metric.LinearRatio;
import dev.assay.v1.EvaluationMetric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The metrics of evaluations. */
final class Metrics {
  static final String ACCURACY = "accuracy";

  /** How far probabilities are mixed with an even spread: beliefs may be too sure. */
  private static final double DOUBT = 0.1;

  private static final List<LinearRatio> OF_CLASS =
      List.of(
          BinaryMetrics.precision(),
          BinaryMetrics.recall(),
          BinaryMetrics.specificity(),
          BinaryMetrics.f(1));

  private Metrics() {}

  static List<String> namesOfClass() {
    return OF_CLASS.stream().map(LinearRatio::name).toList();
  }

  static boolean isOfClass(EvaluationMetric metric) {
    return namesOfClass().contains(metric.getMetric());
  }

  /** The metric of one class. */
  static LinearRatio ofClass(String name) {
    return OF_CLASS.stream().filter(one -> one.name().equals(name)).findAny().orElseThrow();
  }

  /**
   * How far each item can be expected to move a metric of one class, which is estimated without
   * beliefs; null where they say nothing of it, as where no item can be of the class.
   *
   * @param positive how likely each item is of the class
   * @param predicted whether it is predicted to be
   */
  static double @Nullable [] deviations(String name, double[] positive, boolean[] predicted) {
    try {
      return AnticipatedDeviation.ofRatioEstimator(
          ofClass(name), ClassBeliefs.binary(positive, predicted).flattened(DOUBT));
    } catch (UndefinedMetricException e) {
      return null;
    }
  }
}
