package dev.assay.sampling.design.strata;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Divides a budget of draws among strata, in whole numbers that add up and keep their bounds. */
public final class Allocation {

  /*
   * Two problems are told apart.
   *
   * Proportional and equal allocation want shares: n_h as near as possible to t a_h, clipped to the
   * bounds, with t such that they add up; rounded by the largest remainder.
   *
   * Neyman's and cost-optimal allocation want the least variance, sum A_h^2 / n_h. For whole numbers
   * between bounds the optimum is exact and simple: start from the least and give each next draw to
   * the stratum whose variance it lowers most, A_h^2 / (n_h (n_h + 1)). The objective is separable
   * and convex, which makes the greedy choice optimal (Friedrich, Muennich, de Vries and Wagner 2015,
   * "Fast integer-valued algorithms for optimal allocations under constraints in stratified
   * sampling"; Wright 2017). Rounding the continuous optimum is not.
   */

  private static final int SEARCH_STEPS = 200;

  private Allocation() {}

  /**
   * In proportion to the number of units.
   *
   * @param sizes the number of units of each stratum
   * @param budget the total to divide
   * @param bounds of each stratum
   * @return the draws of each stratum, adding up to the budget
   */
  public static int[] proportional(int[] sizes, int budget, Bounds bounds) {
    return shares(Arrays.stream(sizes).asDoubleStream().toArray(), budget, bounds);
  }

  /** As equal as the bounds allow; as {@link #proportional}. */
  public static int[] equal(int budget, Bounds bounds) {
    double[] ones = new double[bounds.least().length];
    Arrays.fill(ones, 1);
    return shares(ones, budget, bounds);
  }

  /**
   * Least variance of the stratified mean for a number of draws (Neyman 1934): the integer optimum
   * of {@code sum (N_h S_h)^2 / n_h}.
   *
   * @param sizes the number of units of each stratum
   * @param deviations the standard deviation of values in each stratum, finite and 0 or more; where
   *     all are 0 the allocation is proportional
   * @param budget the total to divide
   * @param bounds of each stratum; a least of 0 counts as 1 while the budget lasts, since a stratum
   *     without a draw has no estimate
   */
  public static int[] neyman(int[] sizes, double[] deviations, int budget, Bounds bounds) {
    double[] free = new double[sizes.length];
    Arrays.fill(free, 1);
    return costWeighted(sizes, deviations, free, budget, bounds);
  }

  /**
   * Draws in proportion to {@code N_h S_h / sqrt(c_h)}, for a number of draws: the integer optimum
   * of {@code sum (N_h S_h)^2 / (c_h n_h)}.
   *
   * @param costs of one draw in each stratum, finite and greater than 0; otherwise as {@link
   *     #neyman}
   */
  public static int[] costWeighted(
      int[] sizes, double[] deviations, double[] costs, int budget, Bounds bounds) {
    bounds.check(budget);
    double[] weights = weights(sizes, deviations, costs);
    if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
      return proportional(sizes, budget, bounds);
    }
    int[] draws = bounds.least().clone();
    PriorityQueue<Candidate> queue = candidates(draws, bounds);
    for (int h = 0; h < draws.length; h++) {
      offer(queue, h, draws[h], bounds.most()[h], weights[h]);
    }
    for (int left = budget - Arrays.stream(draws).sum(); left > 0; left--) {
      Candidate best = queue.remove();
      int h = best.stratum();
      draws[h]++;
      offer(queue, h, draws[h], bounds.most()[h], weights[h]);
    }
    return draws;
  }

  /**
   * Least variance of the stratified mean for an amount of money: {@code sum (N_h S_h)^2 / n_h}
   * under {@code sum c_h n_h <= money}.
   *
   * <p>Each next draw goes where it lowers the variance most for its cost, until none that can be
   * afforded is left. No allocation of the money less the dearest draw is better.
   *
   * @param money the total to spend, in the unit of the costs
   * @return the draws of each stratum; their cost does not exceed the money
   */
  public static int[] costOptimal(
      int[] sizes, double[] deviations, double[] costs, double money, Bounds bounds) {
    Require.positiveBudget(money);
    double[] weights = weights(sizes, deviations, costs);
    int[] draws = bounds.least().clone();
    double left = money;
    for (int h = 0; h < draws.length; h++) {
      left -= draws[h] * costs[h];
    }
    if (left < 0) {
      throw Require.invalid(
          Reason.BUDGET_BELOW_STRATA,
          "budget " + money + " does not pay for the strata's least draws; raise it by " + -left);
    }
    PriorityQueue<Candidate> queue = candidates(draws, bounds);
    for (int h = 0; h < draws.length; h++) {
      offer(queue, h, draws[h], bounds.most()[h], weights[h]);
    }
    while (!queue.isEmpty()) {
      int h = queue.remove().stratum();
      if (costs[h] <= left) {
        left -= costs[h];
        draws[h]++;
        offer(queue, h, draws[h], bounds.most()[h], weights[h]);
      }
    }
    return draws;
  }

  /** What the next draw in a stratum is worth; equal worth goes to the lower number. */
  private record Candidate(int stratum, double worth) {}

  private static PriorityQueue<Candidate> candidates(int[] draws, Bounds bounds) {
    Require.sameLength(draws.length, bounds.most().length, "bounds");
    return new PriorityQueue<>(
        Comparator.comparingDouble(Candidate::worth)
            .reversed()
            .thenComparingInt(Candidate::stratum));
  }

  private static void offer(
      PriorityQueue<Candidate> queue, int stratum, int draws, int most, double weight) {
    if (draws < most) {
      double worth =
          draws == 0 ? Double.POSITIVE_INFINITY : weight / draws * (weight / (draws + 1.0));
      queue.add(new Candidate(stratum, worth));
    }
  }

  /** {@code N_h S_h / sqrt(c_h)}, scaled so that squares cannot overflow. */
  private static double[] weights(int[] sizes, double[] deviations, double[] costs) {
    Require.sameLength(sizes.length, deviations.length, "deviations");
    Require.sameLength(sizes.length, costs.length, "costs");
    double greatest = Require.notNegative(deviations);
    for (int h = 0; h < sizes.length; h++) {
      if (!(costs[h] > 0 && costs[h] <= Double.MAX_VALUE)) {
        throw Require.invalid(
            Reason.COST_NOT_POSITIVE,
            "cost of stratum " + h + " is " + costs[h] + "; costs must be finite, above 0");
      }
    }
    double[] weights = new double[sizes.length];
    for (int h = 0; h < sizes.length && greatest > 0; h++) {
      weights[h] = sizes[h] * (deviations[h] / greatest) / Math.sqrt(costs[h]);
    }
    return weights;
  }

  /** {@code clip(t a_h, least, most)} adding up to the budget, rounded by the largest remainder. */
  private static int[] shares(double[] weights, int budget, Bounds bounds) {
    bounds.check(budget);
    Require.sameLength(weights.length, bounds.least().length, "bounds");
    double low = 0;
    double high = Integer.MAX_VALUE;
    for (int step = 0; step < SEARCH_STEPS; step++) {
      double middle = (low + high) / 2;
      if (total(weights, middle, bounds) < budget) {
        low = middle;
      } else {
        high = middle;
      }
    }
    int[] draws = new int[weights.length];
    double[] remainders = new double[weights.length];
    int left = budget;
    for (int h = 0; h < draws.length; h++) {
      double share = clip(weights[h] * high, bounds, h);
      // A share that the search left a hair below a whole number is that number.
      draws[h] = (int) Math.floor(share + 1e-9);
      remainders[h] = share - draws[h];
      left -= draws[h];
    }
    return distribute(draws, remainders, left, bounds);
  }

  /** Gives what flooring left over to the largest remainders, ties to the lower number. */
  private static int[] distribute(int[] draws, double[] remainders, int left, Bounds bounds) {
    Integer[] byRemainder = new Integer[draws.length];
    Arrays.setAll(byRemainder, h -> h);
    Arrays.sort(byRemainder, Comparator.comparingDouble((Integer h) -> -remainders[h]));
    int step = left >= 0 ? 1 : -1;
    int open = Math.abs(left);
    for (int k = 0; open > 0; k = (k + 1) % draws.length) {
      int h = byRemainder[step > 0 ? k : draws.length - 1 - k];
      if (step > 0 ? draws[h] < bounds.most()[h] : draws[h] > bounds.least()[h]) {
        draws[h] += step;
        open--;
      }
    }
    return draws;
  }

  private static double total(double[] weights, double slope, Bounds bounds) {
    double total = 0;
    for (int h = 0; h < weights.length; h++) {
      total += clip(weights[h] * slope, bounds, h);
    }
    return total;
  }

  private static double clip(double value, Bounds bounds, int h) {
    return Math.min(bounds.most()[h], Math.max(bounds.least()[h], value));
  }
}
