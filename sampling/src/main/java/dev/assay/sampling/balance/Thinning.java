package dev.assay.sampling.balance;

import dev.assay.sampling.design.KeyOrder;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.WaterFilling;

/**
 * Keeps some of some rows, each with a recorded probability: proportional to a size, none below a
 * share of the mean. One over the probability as the weight makes any sum over the kept rows an
 * unbiased estimate of that over all.
 */
final class Thinning {
  /** No row's probability is below this share of the mean one. */
  static final double DEFAULT_FLOOR = .1;

  private Thinning() {}

  /**
   * Thins.
   *
   * @param candidates the rows that may be left out
   * @param sizes for each candidate what its probability is proportional to, at least 0
   * @param kept how many candidates are kept, from 1 to all
   * @param multiplicities set to 1 for the rows kept and to 0 for those left out
   * @param probabilities set for every candidate
   */
  static void thin(
      int[] candidates,
      double[] sizes,
      int kept,
      double floor,
      long seed,
      int[] multiplicities,
      double[] probabilities) {
    double[] pi = WaterFilling.inclusionProbabilities(sizes, kept, floor);
    for (int k = 0; k < candidates.length; k++) {
      multiplicities[candidates[k]] = 0;
      probabilities[candidates[k]] = pi[k];
    }
    // along the sizes, so that rows of like size are seldom kept together
    for (int k : OrderedPivotal.draw(pi, KeyOrder.ascending(sizes), seed)) {
      multiplicities[candidates[k]] = 1;
    }
  }

  /** One over the probability for rows kept, 0 for others. */
  static double[] weights(int[] multiplicities, double[] probabilities) {
    double[] weights = new double[multiplicities.length];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = multiplicities[row] == 0 ? 0 : 1 / probabilities[row];
    }
    return weights;
  }
}
