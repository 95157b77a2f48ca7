package dev.assay.sampling;

import dev.assay.sampling.InvalidDesignInputException.Reason;

/** The checks of input that designs, allocations and strata builders share. */
public final class Require {

  /**
   * How far, in parts of the total, probabilities may add up beside a whole number and still count
   * as whole: what {@code WaterFilling} promises.
   */
  public static final double TOTAL_TOLERANCE = 1e-9;

  private Require() {}

  /** Builds the typed failure: {@code throw Require.invalid(...)}. */
  public static InvalidDesignInputException invalid(Reason reason, String message) {
    return new InvalidDesignInputException(reason, message);
  }

  /**
   * Checks sizes: at least one unit, all finite and not negative, one of them positive.
   *
   * @return the greatest size
   */
  public static double sizes(double[] sizes) {
    population(sizes.length);
    double greatest = notNegative(sizes);
    if (greatest == 0) {
      throw invalid(
          Reason.SIZES_ALL_ZERO, "no size is positive; draw uniformly or give usable scores");
    }
    return greatest;
  }

  /**
   * Checks that all sizes are finite and not negative.
   *
   * @return the greatest, 0 where there is none
   */
  public static double notNegative(double[] sizes) {
    double greatest = 0;
    for (int i = 0; i < sizes.length; i++) {
      double size = sizes[i];
      if (!(size >= 0 && size <= Double.MAX_VALUE)) {
        throw badSize(i, size);
      }
      if (size > greatest) {
        greatest = size;
      }
    }
    return greatest;
  }

  private static InvalidDesignInputException badSize(int unit, double size) {
    return size < 0 && size != Double.NEGATIVE_INFINITY
        ? invalid(
            Reason.SIZE_NEGATIVE,
            "size of unit " + unit + " is " + size + "; sizes must be 0 or more")
        : invalid(
            Reason.SIZE_NOT_FINITE,
            "size of unit " + unit + " is " + size + "; sizes must be finite numbers");
  }

  /** Checks that there is a unit to draw from. */
  public static void population(int units) {
    if (units == 0) {
      throw invalid(Reason.POPULATION_EMPTY, "there is no unit to draw from; add items first");
    }
  }

  /** Checks a budget of draws without replacement: in (0, units]. */
  public static void budget(double budget, int units) {
    positiveBudget(budget);
    if (budget > units) {
      throw invalid(
          Reason.BUDGET_ABOVE_POPULATION,
          "budget " + budget + " exceeds the " + units + " units; lower the budget");
    }
  }

  /** Checks a budget of draws with replacement: greater than 0. */
  public static void positiveBudget(double budget) {
    if (!(budget > 0)) {
      throw invalid(
          Reason.BUDGET_NOT_POSITIVE, "budget is " + budget + "; it must be greater than 0");
    }
  }

  /** Checks that a share lies in [0, 1]. */
  public static void share(double share, String name) {
    if (!(share >= 0 && share <= 1)) {
      throw invalid(Reason.SHARE_OUT_OF_RANGE, name + " is " + share + "; it must be in [0, 1]");
    }
  }

  /** Checks that two arrays describe the same units. */
  public static void sameLength(int expected, int actual, String name) {
    if (expected != actual) {
      throw invalid(
          Reason.LENGTH_MISMATCH,
          name + " has " + actual + " entries for " + expected + " units; give one for each unit");
    }
  }

  /**
   * Checks inclusion probabilities: at least one unit, each in [0, 1].
   *
   * @return their total
   */
  public static double probabilities(double[] probabilities) {
    population(probabilities.length);
    double total = 0;
    for (int i = 0; i < probabilities.length; i++) {
      total += probability(probabilities[i], i);
    }
    return total;
  }

  /** Checks one inclusion probability and returns it. */
  public static double probability(double probability, int unit) {
    if (!(probability >= 0 && probability <= 1)) {
      throw invalid(
          Reason.PROBABILITY_OUT_OF_RANGE,
          "inclusion probability of unit " + unit + " is " + probability + ", not in [0, 1]");
    }
    return probability;
  }

  /**
   * Checks inclusion probabilities whose total is a whole number, as fixed-size designs need.
   *
   * @return the fixed size
   */
  public static int wholeTotal(double[] probabilities) {
    double total = probabilities(probabilities);
    double whole = Math.rint(total);
    if (Math.abs(total - whole) > TOTAL_TOLERANCE * Math.max(1, total)) {
      throw invalid(
          Reason.TOTAL_NOT_WHOLE,
          "inclusion probabilities add up to " + total + "; a fixed size needs a whole total");
    }
    return (int) whole;
  }

  /** Checks that a count lies in [least, most]. */
  public static int count(int count, int least, int most, String name) {
    if (count < least || count > most) {
      throw invalid(
          Reason.COUNT_OUT_OF_RANGE,
          name + " is " + count + "; it must be in [" + least + ", " + most + "]");
    }
    return count;
  }

  /** Checks that every value is a finite number. */
  public static void finite(double[] values, String name) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw invalid(
            Reason.VALUE_NOT_FINITE,
            name + " of unit " + i + " is " + values[i] + "; it must be a finite number");
      }
    }
  }

  /** Checks that an order lists each of the units 0..units-1 once. */
  public static void permutation(int[] order, int units) {
    sameLength(units, order.length, "order");
    long[] seen = new long[(units + 63) >>> 6];
    for (int unit : order) {
      if (unit < 0 || unit >= units || (seen[unit >>> 6] & (1L << unit)) != 0) {
        throw invalid(
            Reason.NOT_A_PERMUTATION,
            "order has " + unit + " twice or out of 0.." + (units - 1) + "; list each unit once");
      }
      seen[unit >>> 6] |= 1L << unit;
    }
  }
}
