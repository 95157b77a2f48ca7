package dev.assay.server.pool;

import dev.assay.sampling.estimate.PlannedVariance;
import dev.assay.server.store.WaveRow;
import org.jspecify.annotations.Nullable;

/**
 * What the model says of all candidates together: the sums that the difference estimator needs,
 * taken once when a wave is drawn so that no estimate ever scans the pool.
 */
public final class ControlTotals {
  /** The spread of a class that nothing is known of: of two that are equally frequent. */
  private static final double UNKNOWN_SPREAD = 0.5;

  private ControlTotals() {}

  /**
   * Takes them.
   *
   * @param inclusionProbabilities of the candidates, in their order
   */
  public static WaveRow.Controls of(
      int[] candidates,
      double[] inclusionProbabilities,
      @Nullable ScoreColumns scores,
      boolean isMultiLabel) {
    ScoreColumns known = isMultiLabel ? null : scores;
    int judgedCount = 0;
    double judgedControl = 0;
    double[] classControls = new double[known == null ? 0 : known.classCount()];
    float[] beliefs = new float[classControls.length];
    PlannedVariance judgedVariance = new PlannedVariance();
    PlannedVariance poolVariance = new PlannedVariance();
    for (int i = 0; i < candidates.length; i++) {
      int ordinal = candidates[i];
      double probability = inclusionProbabilities[i];
      if (known == null || !known.has(ordinal)) {
        poolVariance.add(UNKNOWN_SPREAD, probability);
        continue;
      }
      known.copyProbabilities(ordinal, beliefs);
      poolVariance.add(spread(beliefs), probability);
      classControls[known.predictedClass(ordinal)]++;
      if (known.isJudged(ordinal)) {
        double error = known.errorProbability(ordinal);
        judgedCount++;
        judgedControl += error;
        judgedVariance.add(error * (1 - error), probability);
      }
    }
    return new WaveRow.Controls(
        judgedCount,
        judgedControl,
        classControls,
        judgedVariance.value(),
        poolVariance.value(),
        judgedVariance.ofCount(),
        poolVariance.ofCount());
  }

  /** The variances of all classes' indicators together, sum of p (1 - p). */
  private static double spread(float[] beliefs) {
    double sum = 0;
    for (double belief : beliefs) {
      sum += belief * (1 - belief);
    }
    return sum;
  }
}
