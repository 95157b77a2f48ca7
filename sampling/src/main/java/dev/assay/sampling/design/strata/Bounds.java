package dev.assay.sampling.design.strata;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import java.util.Arrays;

/**
 * The least and the most draws that each stratum may get.
 *
 * @param least for each stratum, 0 or more
 * @param most for each stratum, not below the least
 */
@SuppressWarnings("ArrayRecordComponent") // made for one allocation, neither kept nor compared
public record Bounds(int[] least, int[] most) {

  /** Checks that the bounds do not contradict each other. */
  public Bounds {
    Require.sameLength(least.length, most.length, "upper bounds");
    for (int h = 0; h < least.length; h++) {
      if (least[h] < 0 || least[h] > most[h]) {
        throw Require.invalid(
            Reason.BOUNDS_INFEASIBLE,
            "stratum " + h + " has bounds " + least[h] + ".." + most[h] + "; order them from 0 up");
      }
    }
  }

  /** From a least number (or all units of a smaller stratum) up to all units. */
  public static Bounds atLeast(int draws, Strata strata) {
    Require.count(draws, 0, Integer.MAX_VALUE, "least draws");
    int[] most = strata.sizes();
    int[] least = new int[most.length];
    for (int h = 0; h < most.length; h++) {
      least[h] = Math.min(draws, most[h]);
    }
    return new Bounds(least, most);
  }

  /** At least one draw for each stratum and no upper bound, since units may be drawn again. */
  public static Bounds withReplacement(Strata strata) {
    int[] least = new int[strata.count()];
    int[] most = new int[strata.count()];
    Arrays.fill(least, 1);
    Arrays.fill(most, Integer.MAX_VALUE);
    return new Bounds(least, most);
  }

  /** Checks that a budget fits between the bounds' totals. */
  void check(int budget) {
    Require.positiveBudget(budget);
    long sumLeast = 0;
    long sumMost = 0;
    for (int h = 0; h < least.length; h++) {
      sumLeast += least[h];
      sumMost += most[h];
    }
    if (budget < sumLeast) {
      throw Require.invalid(
          Reason.BUDGET_BELOW_STRATA,
          "budget "
              + budget
              + " is below the strata's least draws, "
              + sumLeast
              + "; raise it or merge strata");
    }
    if (budget > sumMost) {
      throw Require.invalid(
          Reason.BUDGET_ABOVE_POPULATION,
          "budget " + budget + " exceeds the strata's most draws, " + sumMost + "; lower it");
    }
  }
}
