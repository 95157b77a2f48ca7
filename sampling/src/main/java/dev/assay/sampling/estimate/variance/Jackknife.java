package dev.assay.sampling.estimate.variance;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;
import java.util.function.ToDoubleFunction;

/**
 * The delete-one jackknife for a statistic of weighted labels under unequal probabilities.
 *
 * <p>Each label is left out in turn and its influence scaled by what the others weigh, u_j = (1 -
 * w_j/sum w) (T - T_(j)); the u_j then take the place of the expanded residuals in Deville's
 * formula, which carries the finite-population correction. Source: Campbell (1980); Berger and
 * Skinner (2005), "A jackknife variance estimator for unequal probability sampling", JRSS B 67.
 */
public final class Jackknife {
  private Jackknife() {}

  /**
   * Estimated variance of {@code statistic(1/pi)}. Calls the statistic once for each label, so the
   * cost is the square of their number: meant for some thousands at most.
   *
   * @param inclusionProbability of at least two labels
   * @param statistic of the weights, one for each label; a ratio of weighted sums, say. It must not
   *     change with the weights' common scale
   */
  public static double variance(
      double[] inclusionProbability, ToDoubleFunction<double[]> statistic) {
    Require.inclusionProbabilities(inclusionProbability);
    int count = inclusionProbability.length;
    if (count < 2) {
      throw new InvalidInputException(
          "inclusionProbability", "has " + count + " entries; leaving one out needs at least two");
    }
    double[] weights = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = 1 / inclusionProbability[i];
      sum += weights[i];
    }
    double full = statistic.applyAsDouble(weights.clone());
    double[] influence = new double[count];
    for (int j = 0; j < count; j++) {
      double[] rest = weights.clone();
      rest[j] = 0;
      double pseudo = (1 - weights[j] / sum) * (full - statistic.applyAsDouble(rest));
      influence[j] = pseudo * inclusionProbability[j];
    }
    return Require.noOverflow(
        "the jackknife variance", DevilleVariance.ofTotal(influence, inclusionProbability));
  }
}
