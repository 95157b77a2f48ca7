package dev.assay.sampling.evaluate;

import dev.assay.sampling.Require;

/**
 * The rounds of an evaluation, fixed before the first is drawn: their sizes, and the weights that
 * their estimates are combined with. Weights that are fixed in advance leave the combination
 * unbiased whatever the labels were (multi-round difference, {@code MultiRoundDifference}).
 *
 * @param sizes of the rounds, each at least 1
 * @param weights of the rounds, in proportion to n_t / (N_t (N_t - n_t)), the inverse of a simple
 *     random sample's variance of a total; they sum to 1
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; plans are not compared
public record RoundPlan(int[] sizes, double[] weights) {

  /**
   * Divides a budget evenly; the first rounds get what is left over.
   *
   * @param unitCount that could be drawn in the first round, at least the budget
   * @param budget over all rounds, at least 1
   * @param rounds wanted; no more than the budget come out
   */
  public static RoundPlan of(int unitCount, int budget, int rounds) {
    Require.count(budget, 1, unitCount, "budget");
    int count = Math.min(Require.count(rounds, 1, Integer.MAX_VALUE, "number of rounds"), budget);
    int[] sizes = new int[count];
    double[] weights = new double[count];
    double left = unitCount;
    double sum = 0;
    for (int t = 0; t < count; t++) {
      sizes[t] = budget / count + (t < budget % count ? 1 : 0);
      weights[t] = sizes[t] / (left * Math.max(left - sizes[t], 1));
      sum += weights[t];
      left -= sizes[t];
    }
    for (int t = 0; t < count; t++) {
      weights[t] /= sum;
    }
    return new RoundPlan(sizes, weights);
  }
}
