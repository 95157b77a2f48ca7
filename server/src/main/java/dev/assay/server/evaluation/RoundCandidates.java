package dev.assay.server.evaluation;

import dev.assay.sampling.evaluate.Learning;
import dev.assay.sampling.evaluate.RoundFrame;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.v1.EvaluationMetric;
import dev.assay.v1.EvaluationPlan;
import java.util.List;

/**
 * The items that a round can draw, with what the scores say of them.
 *
 * @param ordinals ascending
 * @param frame of the same items, as designs see them before any label
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; candidates are not compared
record RoundCandidates(int[] ordinals, RoundFrame frame) {

  static RoundCandidates of(
      int[] ordinals, ScoreColumns scores, EvaluationPlan plan, List<String> classNames) {
    double[] error = new double[ordinals.length];
    for (int i = 0; i < error.length; i++) {
      error[i] = scores.errorProbability(ordinals[i]);
    }
    RoundFrame ofErrors = RoundFrame.ofErrors(error, plan.getFloor(), plan.getStrata());
    double[] deviations = deviations(ordinals, scores, plan.getMetrics(0), classNames);
    return new RoundCandidates(
        ordinals,
        deviations.length == 0
            ? ofErrors
            : new RoundFrame(error, deviations, plan.getFloor(), plan.getStrata()));
  }

  /** How far each item can move the metric of a class; none of accuracy. */
  static double[] deviations(
      int[] ordinals, ScoreColumns scores, EvaluationMetric metric, List<String> classNames) {
    if (!Metrics.isOfClass(metric)) {
      return new double[0];
    }
    int classIndex = classNames.indexOf(metric.getClassName());
    double[] positive = new double[ordinals.length];
    boolean[] predicted = new boolean[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      positive[i] = Math.min(Math.max(scores.probability(ordinals[i], classIndex), 0), 1);
      predicted[i] = scores.predictedClass(ordinals[i]) == classIndex;
    }
    double[] deviations = Metrics.deviations(metric.getMetric(), positive, predicted);
    return deviations == null ? new double[0] : deviations;
  }

  /** The frame with what the labels of earlier rounds have taught. */
  RoundFrame learnt(int[] judged, boolean[] wrong, ScoreColumns scores) {
    double[] error = new double[judged.length];
    for (int k = 0; k < error.length; k++) {
      error[k] = scores.errorProbability(judged[k]);
    }
    return Learning.applied(frame, error, wrong);
  }
}
