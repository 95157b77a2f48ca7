package dev.assay.sampling.design;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import java.util.Arrays;

/**
 * Inclusion probabilities proportional to size under a cap of 1 and a floor: {@code pi_i = clip(t *
 * x_i, floor, 1)} with the one {@code t} that makes them add up to the budget.
 *
 * <p>Without a floor this minimises {@code sum x_i^2 / pi_i}, the variance of a Poisson sample's
 * Horvitz-Thompson total when {@code x_i^2} is the expected square of unit i's value ("Sample
 * Efficient Model Evaluation", appendix B.1, algorithm 3). With a floor it minimises the same under
 * {@code pi_i >= floor}, which bounds the price of scores that turn out wrong: whatever the values
 * in [0, 1] are, the variance of the mean stays below {@code theta / (phi n)}.
 */
public final class WaterFilling {

  /*
   * Finding t. The total T(t) = sum clip(t x_i, floor, 1) is piecewise linear and does not decrease.
   * The textbook way sorts the 2N break points; here Newton's iteration runs on T itself, one pass
   * over the array each, without sorting and without memory: on a linear piece the next t is exact,
   * so that it ends when two iterates share a piece, after a few passes whatever N is (Cominetti,
   * Mascarenhas and Silva 2014, "A Newton's method for the continuous quadratic knapsack problem").
   * The floor makes T neither convex nor concave, so each iterate also narrows a bracket, and a step
   * that would leave the bracket is replaced by the bracket's geometric middle; every fourth step is
   * such a middle, which bounds the number of passes on adversarial input too.
   *
   * Sizes are divided by the greatest first: no sum can overflow. Sizes below 1e-290 of the greatest
   * count as zero, so that t and t * x stay finite.
   *
   * Sums use four accumulators in a fixed order: equal on every machine, and four times faster than
   * the one dependent chain that Java may not reorder by itself.
   */

  private static final double NEGLIGIBLE = 1e-290;
  private static final double TOLERANCE = 1e-14;
  private static final int MAX_PASSES = 200;

  private WaterFilling() {}

  /**
   * Computes the inclusion probabilities.
   *
   * <p>Units of size 0 get the floor; where the units of positive size cannot take up the budget
   * (all at 1), what is left is shared evenly among the units of size 0, the limit of equal,
   * vanishing sizes.
   *
   * @param sizes one for each unit, finite, 0 or more, at least one positive; any scale
   * @param budget expected number of draws, in (0, number of units]
   * @param floorShare phi in [0, 1]: no probability is below {@code phi * budget / N}; 0 for no
   *     floor, 1 for equal probabilities
   * @return a new array, each in [0, 1], adding up to the budget within 1e-9 of it
   * @throws dev.assay.sampling.InvalidDesignInputException for sizes that are NaN, infinite,
   *     negative or all zero, a budget or a floor share out of range
   */
  public static double[] inclusionProbabilities(double[] sizes, double budget, double floorShare) {
    double[] probabilities = sizes.clone();
    fillInPlace(probabilities, budget, floorShare);
    return probabilities;
  }

  /**
   * Computes the inclusion probabilities in the place of the sizes, without allocating.
   *
   * @param sizes overwritten by the probabilities; as in {@link #inclusionProbabilities}. Left as
   *     they were where the input is refused
   * @param budget as in {@link #inclusionProbabilities}
   * @param floorShare as in {@link #inclusionProbabilities}
   */
  public static void fillInPlace(double[] sizes, double budget, double floorShare) {
    double greatest = Require.sizes(sizes);
    int units = sizes.length;
    Require.budget(budget, units);
    Require.share(floorShare, "floor share");
    if (budget == units || floorShare == 1) {
      Arrays.fill(sizes, budget / units);
      return;
    }
    double floor = floorShare * budget / units;
    int positive = scale(sizes, greatest);
    int zeros = units - positive;
    if (positive + zeros * floor <= budget) {
      double rest = zeros == 0 ? 0 : (budget - positive) / zeros;
      for (int i = 0; i < units; i++) {
        sizes[i] = sizes[i] > 0 ? 1 : rest;
      }
      return;
    }
    double slope = new Search(sizes, floor, budget).slope();
    for (int i = 0; i < units; i++) {
      double scaled = slope * sizes[i];
      sizes[i] = scaled >= 1 ? 1 : scaled <= floor ? floor : scaled;
    }
  }

  /**
   * Computes the inclusion probabilities where some units must be taken: those get 1, the others
   * share the rest of the budget.
   *
   * @param sizes as in {@link #inclusionProbabilities}; those of the certain units do not matter
   * @param certain whether the unit is taken with certainty, one for each unit
   * @param budget as in {@link #inclusionProbabilities}, the certain units included
   * @param floorShare the floor of the others, as a share of their equal probability
   * @return a new array, adding up to the budget within 1e-9 of it
   * @throws dev.assay.sampling.InvalidDesignInputException also where the certain units use up the
   *     budget while there are others ({@code CERTAINTIES_ABOVE_BUDGET})
   */
  public static double[] withCertainties(
      double[] sizes, boolean[] certain, double budget, double floorShare) {
    Require.population(sizes.length);
    Require.sameLength(sizes.length, certain.length, "certain");
    Require.budget(budget, sizes.length);
    double[] others = new double[sizes.length];
    int count = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (!certain[i]) {
        others[count++] = sizes[i];
      }
    }
    int taken = sizes.length - count;
    if (count > 0 && taken >= budget) {
      throw Require.invalid(
          Reason.CERTAINTIES_ABOVE_BUDGET,
          taken + " certain units use up the budget of " + budget + "; raise it above them");
    }
    double[] filled = Arrays.copyOf(others, count);
    if (count > 0) {
      fillInPlace(filled, budget - taken, floorShare);
    }
    double[] probabilities = new double[sizes.length];
    for (int i = 0, next = 0; i < sizes.length; i++) {
      probabilities[i] = certain[i] ? 1 : filled[next++];
    }
    return probabilities;
  }

  /** Divides by the greatest, drops the negligible, and counts the positive. */
  private static int scale(double[] sizes, double greatest) {
    int positive = 0;
    for (int i = 0; i < sizes.length; i++) {
      double scaled = sizes[i] / greatest;
      if (scaled < NEGLIGIBLE) {
        scaled = 0;
      } else {
        positive++;
      }
      sizes[i] = scaled;
    }
    return positive;
  }

  /** Newton's search for t in a bracket; the sizes are scaled to (0, 1] or zero. */
  private static final class Search {
    private final double[] sizes;
    private final double floor;
    private final double budget;
    private double free;
    private int capped;
    private int floored;

    Search(double[] sizes, double floor, double budget) {
      this.sizes = sizes;
      this.floor = floor;
      this.budget = budget;
    }

    double slope() {
      split(Double.POSITIVE_INFINITY, 0);
      double slope = budget / free;
      double low = 0;
      double high = Double.POSITIVE_INFINITY;
      for (int pass = 1; pass <= MAX_PASSES; pass++) {
        split(1 / slope, floor / slope);
        double missing = budget - capped - floor * floored - slope * free;
        double next = free > 0 ? slope + missing / free : Double.NaN;
        if (Math.abs(missing) <= TOLERANCE * budget || next == slope) {
          return slope;
        }
        if (missing > 0) {
          low = slope;
        } else {
          high = slope;
        }
        boolean inside = next > low && next < high;
        slope = inside && pass % 4 != 0 ? next : middle(low, high);
      }
      return slope;
    }

    private static double middle(double low, double high) {
      if (high == Double.POSITIVE_INFINITY) {
        return low * 16;
      }
      return low == 0 ? high / 16 : Math.sqrt(low) * Math.sqrt(high);
    }

    /** One pass: how many sizes are at the cap, how many at the floor, the sum of the others. */
    private void split(double cap, double least) {
      double sum0 = 0;
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      int atCap = 0;
      int atFloor = 0;
      int end = sizes.length & ~3;
      for (int i = 0; i < end; i += 4) {
        double a = sizes[i];
        double b = sizes[i + 1];
        double c = sizes[i + 2];
        double d = sizes[i + 3];
        atCap += (a >= cap ? 1 : 0) + (b >= cap ? 1 : 0) + (c >= cap ? 1 : 0) + (d >= cap ? 1 : 0);
        atFloor +=
            (a <= least ? 1 : 0)
                + (b <= least ? 1 : 0)
                + (c <= least ? 1 : 0)
                + (d <= least ? 1 : 0);
        sum0 += a < cap && a > least ? a : 0;
        sum1 += b < cap && b > least ? b : 0;
        sum2 += c < cap && c > least ? c : 0;
        sum3 += d < cap && d > least ? d : 0;
      }
      for (int i = end; i < sizes.length; i++) {
        double a = sizes[i];
        atCap += a >= cap ? 1 : 0;
        atFloor += a <= least ? 1 : 0;
        sum0 += a < cap && a > least ? a : 0;
      }
      capped = atCap;
      floored = atFloor;
      free = (sum0 + sum1) + (sum2 + sum3);
    }
  }
}
