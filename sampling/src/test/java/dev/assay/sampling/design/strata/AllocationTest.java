package dev.assay.sampling.design.strata;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class AllocationTest {

  private static Bounds wide(int... most) {
    int[] least = new int[most.length];
    Arrays.fill(least, 1);
    return new Bounds(least, most);
  }

  @Test
  void dividesInProportionByTheLargestRemainder() {
    assertThat(Allocation.proportional(new int[] {50, 30, 20}, 10, wide(50, 30, 20)))
        .containsExactly(5, 3, 2);
    // 3.5, 2.1, 1.4: the half takes the seventh.
    assertThat(Allocation.proportional(new int[] {50, 30, 20}, 7, wide(50, 30, 20)))
        .containsExactly(4, 2, 1);
  }

  @Test
  void keepsTheLeastOfSmallStrataAndSharesTheRestInProportion() {
    // 0.1 becomes 1; 9 are left for 99 : 100, so 4.48 and 4.52.
    assertThat(Allocation.proportional(new int[] {2, 99, 100}, 10, wide(2, 99, 100)))
        .containsExactly(1, 4, 5);
  }

  @Test
  void dividesEquallyAsFarAsStrataGo() {
    assertThat(Allocation.equal(12, wide(2, 50, 50))).containsExactly(2, 5, 5);
    assertThat(Allocation.equal(102, wide(2, 50, 50))).containsExactly(2, 50, 50);
  }

  @Test
  void findsTheBestWholeNumbersOfNeyman() {
    SeededStream random = new SeededStream(1);
    for (int trial = 0; trial < 300; trial++) {
      int[] sizes = new int[3];
      double[] deviations = new double[3];
      double[] costs = new double[3];
      int[] least = new int[3];
      for (int h = 0; h < 3; h++) {
        sizes[h] = 1 + random.nextBelow(15);
        deviations[h] = random.nextUnit();
        costs[h] = 0.2 + random.nextUnit();
        least[h] = 1 + random.nextBelow(Math.min(2, sizes[h]));
      }
      Bounds bounds = new Bounds(least, sizes);
      int fewest = Arrays.stream(least).sum();
      int budget = fewest + random.nextBelow(Arrays.stream(sizes).sum() - fewest + 1);
      int[] neyman = Allocation.neyman(sizes, deviations, budget, bounds);
      ToDoubleFunction<int[]> variance =
          draws -> {
            double sum = 0;
            for (int h = 0; h < 3; h++) {
              sum += Math.pow(sizes[h] * deviations[h], 2) / draws[h];
            }
            return sum;
          };
      assertThat(variance.applyAsDouble(neyman))
          .isCloseTo(bestOf(budget, bounds, variance), within(1e-9));
      assertThat(Arrays.stream(neyman).sum()).isEqualTo(budget);
    }
  }

  /** Brute force over all allocations to three strata. */
  private static double bestOf(int budget, Bounds bounds, ToDoubleFunction<int[]> variance) {
    double best = Double.POSITIVE_INFINITY;
    for (int a = bounds.least()[0]; a <= bounds.most()[0]; a++) {
      for (int b = bounds.least()[1]; b <= bounds.most()[1]; b++) {
        int c = budget - a - b;
        if (c >= bounds.least()[2] && c <= bounds.most()[2]) {
          best = Math.min(best, variance.applyAsDouble(new int[] {a, b, c}));
        }
      }
    }
    return best;
  }

  @Test
  void givesNeymansTextbookShares() {
    // N S = 400, 300, 300 of 1,000.
    int[] sizes = {40, 60, 150};
    assertThat(Allocation.neyman(sizes, new double[] {10, 5, 2}, 50, wide(sizes)))
        .containsExactly(20, 15, 15);
    // A cost of 4 halves the share: 400, 300, 150 of 850.
    assertThat(
            Allocation.costWeighted(
                sizes, new double[] {10, 5, 2}, new double[] {1, 1, 4}, 85, wide(sizes)))
        .containsExactly(40, 30, 15);
  }

  @Test
  void spendsNoMoreThanTheMoneyAndWithinOneDrawOfTheOptimum() {
    int[] sizes = {400, 600, 1500};
    double[] deviations = {10, 5, 2};
    double[] costs = {1, 2, 4};
    for (double money : new double[] {7, 50, 333.3, 1_000}) {
      int[] draws = Allocation.costOptimal(sizes, deviations, costs, money, wide(sizes));
      double spent = 0;
      double variance = 0;
      double roots = 0;
      for (int h = 0; h < 3; h++) {
        spent += draws[h] * costs[h];
        variance += Math.pow(sizes[h] * deviations[h], 2) / draws[h];
        roots += sizes[h] * deviations[h] * Math.sqrt(costs[h]);
      }
      assertThat(spent).isLessThanOrEqualTo(money).isGreaterThan(money - 1);
      // The continuous optimum is (sum A sqrt c)^2 / money. Rounded up it is affordable for less
      // money by one draw of each stratum, and the greedy choice loses the dearest draw at most.
      assertThat(variance).isGreaterThanOrEqualTo(roots * roots / money * (1 - 1e-12));
      double surely = money - (1 + 2 + 4) - 4;
      if (surely > 0) {
        assertThat(variance).isLessThanOrEqualTo(roots * roots / surely);
      }
    }
  }

  @Test
  void isProportionalWhereNothingVaries() {
    int[] sizes = {50, 30, 20};
    assertThat(Allocation.neyman(sizes, new double[3], 10, wide(sizes))).containsExactly(5, 3, 2);
  }

  @Test
  void survivesDeviationsWhoseSquaresOverflow() {
    int[] sizes = {10, 10};
    assertThat(Allocation.neyman(sizes, new double[] {1e300, 1e300}, 6, wide(sizes)))
        .containsExactly(3, 3);
  }

  @Test
  void addsUpAndKeepsBoundsWhateverTheNumbers() {
    SeededStream random = new SeededStream(7);
    for (int trial = 0; trial < 2_000; trial++) {
      int strata = 1 + random.nextBelow(12);
      int[] sizes = new int[strata];
      for (int h = 0; h < strata; h++) {
        sizes[h] = 1 + random.nextBelow(random.nextBelow(2) == 0 ? 5 : 1_000);
      }
      Bounds bounds = wide(sizes);
      int budget = strata + random.nextBelow(Arrays.stream(sizes).sum() - strata + 1);
      for (int[] draws :
          new int[][] {
            Allocation.proportional(sizes, budget, bounds), Allocation.equal(budget, bounds)
          }) {
        assertThat(Arrays.stream(draws).sum()).isEqualTo(budget);
        for (int h = 0; h < strata; h++) {
          assertThat(draws[h]).isBetween(1, sizes[h]);
        }
      }
    }
  }

  @Test
  void refusesBudgetsThatTheBoundsCannotMeet() {
    int[] sizes = {5, 5, 5};
    assertRefused(() -> Allocation.equal(2, wide(sizes)), Reason.BUDGET_BELOW_STRATA);
    assertRefused(() -> Allocation.equal(16, wide(sizes)), Reason.BUDGET_ABOVE_POPULATION);
    assertRefused(() -> Allocation.equal(0, wide(sizes)), Reason.BUDGET_NOT_POSITIVE);
    assertRefused(() -> new Bounds(new int[] {2}, new int[] {1}), Reason.BOUNDS_INFEASIBLE);
    assertRefused(
        () -> Allocation.proportional(new int[] {5, 5}, 4, wide(sizes)), Reason.LENGTH_MISMATCH);
    assertRefused(
        () ->
            Allocation.costOptimal(
                sizes, new double[] {1, 1, 1}, new double[] {1, 1, 1}, 2.5, wide(sizes)),
        Reason.BUDGET_BELOW_STRATA);
  }

  @Test
  void refusesDeviationsAndCostsThatAreNotUsable() {
    int[] sizes = {5, 5};
    double[] ones = {1, 1};
    assertRefused(
        () -> Allocation.neyman(sizes, new double[] {1, Double.NaN}, 4, wide(sizes)),
        Reason.SIZE_NOT_FINITE);
    assertRefused(
        () -> Allocation.neyman(sizes, new double[] {0, -1}, 4, wide(sizes)), Reason.SIZE_NEGATIVE);
    for (double cost : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused(
          () -> Allocation.costWeighted(sizes, ones, new double[] {1, cost}, 4, wide(sizes)),
          Reason.COST_NOT_POSITIVE);
    }
  }
}
