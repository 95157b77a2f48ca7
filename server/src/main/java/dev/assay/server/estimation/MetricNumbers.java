package dev.assay.server.estimation;

import static dev.assay.v1.EstimateAverage.ESTIMATE_AVERAGE_MICRO;
import static dev.assay.v1.EstimateAverage.ESTIMATE_AVERAGE_PER_CLASS;
import static dev.assay.v1.EstimateAverage.ESTIMATE_AVERAGE_SAMPLES;

import dev.assay.sampling.estimate.UndefinedMetricException;
import dev.assay.sampling.estimate.metric.BinaryMetrics;
import dev.assay.sampling.estimate.metric.ClassMetrics;
import dev.assay.sampling.estimate.metric.CostMatrix;
import dev.assay.sampling.estimate.metric.FirstOrder;
import dev.assay.sampling.estimate.metric.FirstOrder.Range;
import dev.assay.sampling.estimate.metric.LinearRatio;
import dev.assay.sampling.estimate.metric.Metric;
import dev.assay.sampling.estimate.metric.Outcomes;
import dev.assay.sampling.estimate.metric.Ranking;
import java.util.ArrayList;
import java.util.List;

/** A metric of labelled items as one number, which can be compared with that of another version. */
final class MetricNumbers {
  /** The least probability in a logarithm: what 32 bits tell from 0. */
  static final double LEAST_PROBABILITY = 1.1920929e-7; // 2^-23

  /**
   * The Brier score of more than two classes, which counts both what is missing and what is too
   * much.
   */
  private static final Range BRIER_OF_CLASSES = new Range(0, 2);

  private MetricNumbers() {}

  /**
   * The metric.
   *
   * @param label the class asked for; -1 for an average, or for all together
   * @throws UndefinedMetricException where a denominator is nil
   */
  static FirstOrder of(AskedMetric asked, LabelledItems items, int label) {
    return switch (asked.kind()) {
      case ACCURACY -> right(items, true);
      case ERROR -> right(items, false);
      case HAMMING_LOSS ->
          FirstOrder.ofValues(
              "hamming-loss", Range.SHARE, LabelSets.hamming(items), items.weights());
      case PRECISION, RECALL, F_BETA -> ofTotals(asked, items, label);
      case SPECIFICITY -> ofClass(BinaryMetrics.specificity(), items, label);
      case BALANCED_ACCURACY ->
          label >= 0
              ? ofClass(BinaryMetrics.balancedAccuracy(), items, label)
              : ofAll(ClassMetrics.balancedAccuracy(items.classCount()), items);
      case MATTHEWS ->
          label >= 0
              ? ofClass(BinaryMetrics.matthews(), items, label)
              : ofAll(ClassMetrics.matthews(items.classCount()), items);
      case ROC_AUC, AVERAGE_PRECISION -> ofRanks(asked, items, label);
      case BRIER -> brier(items);
      case LOG_LOSS -> logLoss(items);
      case COST -> cost(asked.costMatrix(items.classCount()), items);
      case PREVALENCE, CONFUSION, CALIBRATION, CALIBRATION_ERROR ->
          throw new IllegalArgumentException(asked.kind().text() + " is no such number");
    };
  }

  private static FirstOrder right(LabelledItems items, boolean counted) {
    String name = counted ? "accuracy" : "error";
    if (items.isMultiLabel()) {
      return FirstOrder.ofValues(
          name,
          Range.SHARE,
          items.values(i -> items.predictions().isRight(items.item(i)) == counted ? 1 : 0),
          items.weights());
    }
    int[] predicted = items.predictedClasses();
    return FirstOrder.ofMean(
        name,
        Range.SHARE,
        items.classes(),
        (i, k) -> (k == predicted[i]) == counted ? 1 : 0,
        items.weights());
  }

  private static FirstOrder ofClass(Metric metric, LabelledItems items, int label) {
    return FirstOrder.of(metric, items.confusion(label), items.confusionBeliefs(label));
  }

  private static FirstOrder ofAll(Metric metric, LabelledItems items) {
    return FirstOrder.of(metric, items.classTotals(), items.classBeliefs());
  }

  private static FirstOrder ofTotals(AskedMetric asked, LabelledItems items, int label) {
    if (asked.average() == ESTIMATE_AVERAGE_SAMPLES) {
      return FirstOrder.ofValues(
          "samples-" + asked.kind().text(),
          Range.SHARE,
          LabelSets.values(asked.kind(), asked.beta(), items),
          items.weights());
    }
    if (asked.average() == ESTIMATE_AVERAGE_PER_CLASS) {
      return ofClass(shareOfClass(asked), items, label);
    }
    boolean micro = asked.average() == ESTIMATE_AVERAGE_MICRO;
    int classCount = items.classCount();
    Metric metric =
        switch (asked.kind()) {
          case PRECISION ->
              micro
                  ? ClassMetrics.microPrecision(classCount)
                  : ClassMetrics.macroPrecision(classCount);
          case RECALL ->
              micro ? ClassMetrics.microRecall(classCount) : ClassMetrics.macroRecall(classCount);
          default ->
              micro
                  ? ClassMetrics.microF(classCount, asked.beta())
                  : ClassMetrics.macroF(classCount, asked.beta());
        };
    return ofAll(metric, items);
  }

  /** Whether the metric of one class is a share of hits. */
  static boolean isShareOfClass(MetricKind kind) {
    return switch (kind) {
      case PRECISION, RECALL, SPECIFICITY, F_BETA -> true;
      default -> false;
    };
  }

  /** The metric of one class as a share of hits. */
  static LinearRatio shareOfClass(AskedMetric asked) {
    return switch (asked.kind()) {
      case PRECISION -> BinaryMetrics.precision();
      case RECALL -> BinaryMetrics.recall();
      case SPECIFICITY -> BinaryMetrics.specificity();
      default -> BinaryMetrics.f(asked.beta());
    };
  }

  private static FirstOrder ofRanks(AskedMetric asked, LabelledItems items, int label) {
    boolean roc = asked.kind() == MetricKind.ROC_AUC;
    Outcomes classes = items.isMultiLabel() ? null : items.classes();
    List<FirstOrder> parts = new ArrayList<>();
    for (int k = label < 0 ? 0 : label; k < (label < 0 ? items.classCount() : label + 1); k++) {
      int one = k;
      double[] score = items.values(i -> items.probability(i, one));
      Outcomes outcomes = classes == null ? items.ofClass(k) : classes;
      int sought = classes == null ? 1 : k;
      parts.add(
          roc
              ? Ranking.rocArea(outcomes, sought, score, items.weights())
              : Ranking.averagePrecision(outcomes, sought, score, items.weights()));
    }
    return parts.size() == 1
        ? parts.get(0)
        : FirstOrder.average("macro-" + asked.kind().text(), parts);
  }

  private static FirstOrder brier(LabelledItems items) {
    double[][] p = items.probabilities();
    if (items.isMultiLabel()) {
      return FirstOrder.ofValues(
          "brier", Range.SHARE, LabelSets.squares(items, p), items.weights());
    }
    boolean isBinary = items.classCount() == 2;
    double[] squares =
        items.values(
            i -> {
              double sum = 0;
              for (double one : p[i]) {
                sum += one * one;
              }
              return sum;
            });
    return FirstOrder.ofMean(
        "brier",
        isBinary ? Range.SHARE : BRIER_OF_CLASSES,
        items.classes(),
        (i, k) ->
            isBinary ? (1 - p[i][k]) * (1 - p[i][k]) : Math.max(squares[i] - 2 * p[i][k] + 1, 0),
        items.weights());
  }

  private static FirstOrder logLoss(LabelledItems items) {
    double[][] p = items.probabilities();
    return items.isMultiLabel()
        ? FirstOrder.ofValues(
            "log-loss", Range.NOT_NEGATIVE, LabelSets.logLosses(items, p), items.weights())
        : FirstOrder.ofMean(
            "log-loss",
            Range.NOT_NEGATIVE,
            items.classes(),
            (i, k) -> logLoss(p[i][k]),
            items.weights());
  }

  /** Of what was believed of the truth. */
  static double logLoss(double believed) {
    return -StrictMath.log(Math.min(Math.max(believed, LEAST_PROBABILITY), 1));
  }

  private static FirstOrder cost(CostMatrix costs, LabelledItems items) {
    int[] predicted = items.predictedClasses();
    return FirstOrder.ofMean(
        "cost",
        Range.NOT_NEGATIVE,
        items.classes(),
        (i, k) -> costs.of(k, predicted[i]),
        items.weights());
  }
}
