package dev.assay.server.acquisition;

import dev.assay.server.pool.ScoreColumns;
import org.jspecify.annotations.Nullable;

/**
 * What the model says of all candidates together: the sums that the difference estimator needs,
 * taken once when a wave is drawn so that no estimate ever scans the pool.
 *
 * @param judgedCount candidates that the model version is judged on
 * @param judgedControl the sum of their error probabilities
 * @param classControls for each class, the candidates predicted to be of it; none without
 *     predictions
 */
record ControlTotals(int judgedCount, double judgedControl, double[] classControls) {

  static ControlTotals of(int[] candidates, @Nullable ScoreColumns scores, boolean isMultiLabel) {
    if (scores == null || isMultiLabel) {
      return new ControlTotals(0, 0, new double[0]);
    }
    int judgedCount = 0;
    double judgedControl = 0;
    double[] classControls = new double[scores.classCount()];
    for (int ordinal : candidates) {
      if (!scores.has(ordinal)) {
        continue;
      }
      classControls[scores.predictedClass(ordinal)]++;
      if (scores.isJudged(ordinal)) {
        judgedCount++;
        judgedControl += errorProbability(scores, ordinal);
      }
    }
    return new ControlTotals(judgedCount, judgedControl, classControls);
  }

  /** How likely the model itself finds its prediction to be wrong: 1 - max p, in [0, 1]. */
  static double errorProbability(ScoreColumns scores, int ordinal) {
    double largest = scores.probability(ordinal, scores.predictedClass(ordinal));
    return Math.min(Math.max(1 - largest, 0), 1);
  }
}
