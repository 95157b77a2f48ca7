package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WaterFillingTest {

  @Test
  void givesThePublishedProbabilitiesOfNineSizesAndAGiant() {
    double[] sizes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 100};
    double[] expected = new double[10];
    for (int k = 1; k <= 9; k++) {
      expected[k - 1] = k / 15.0;
    }
    expected[9] = 1;
    assertClose(WaterFilling.inclusionProbabilities(sizes, 4, 0), expected);
  }

  @Test
  void givesThePublishedProbabilitiesOfOneToTwenty() {
    double[] sizes = new double[20];
    double[] expected = new double[20];
    for (int k = 1; k <= 20; k++) {
      sizes[k - 1] = k;
      expected[k - 1] = k <= 16 ? k / 17.0 : 1;
    }
    assertClose(WaterFilling.inclusionProbabilities(sizes, 12, 0), expected);
  }

  @Test
  void givesThePublishedProbabilitiesWithAZeroAndTies() {
    double[] sizes = {0, 1, 1, 2, 5, 20};
    double[] expected = {0, .25, .25, .5, 1, 1};
    assertClose(WaterFilling.inclusionProbabilities(sizes, 3, 0), expected);
  }

  @Test
  void keepsTheSizesThatItWasGiven() {
    double[] sizes = {1, 2, 3};
    double[] before = sizes.clone();
    WaterFilling.inclusionProbabilities(sizes, 2, 0.5);
    assertThat(sizes).containsExactly(before);
  }

  /** The optimality conditions identify the solution: a common slope between floor and cap. */
  @Test
  void solvesTheClippedProportionOnSizesOfManyScales() {
    for (int seed = 0; seed < 500; seed++) {
      SeededStream random = new SeededStream(seed);
      int units = 1 + random.nextBelow(200);
      double spread = 20 * random.nextUnit();
      double[] sizes = new double[units];
      for (int i = 0; i < units; i++) {
        sizes[i] =
            random.nextBelow(5) == 0 ? 0 : StrictMath.exp(spread * (random.nextUnit() - 0.5));
      }
      sizes[0] = 1;
      double floorShare = seed % 3 == 0 ? 0 : random.nextUnit();
      double budget = units * Math.max(1e-6, random.nextUnit());
      assertSolves(sizes, budget, floorShare);
    }
  }

  @Test
  void addsUpOverAMillionUnits() {
    double[] sizes = new double[1_000_000];
    SeededStream random = new SeededStream(3);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = StrictMath.pow(random.nextOpenUnit(), -1.5);
    }
    assertSolves(sizes, 10_000, 0.5);
    assertSolves(sizes, 600_000, 0);
  }

  @Test
  void takesEveryUnitWhenTheBudgetIsThePopulation() {
    assertThat(WaterFilling.inclusionProbabilities(new double[] {0, 3, 1e-9}, 3, 0))
        .containsOnly(1.0);
  }

  @Test
  void isUniformWhenTheFloorTakesAll() {
    assertThat(WaterFilling.inclusionProbabilities(new double[] {0, 3, 1e9, 2}, 2, 1))
        .containsOnly(0.5);
  }

  @Test
  void sharesWhatPositiveSizesCannotTakeAmongTheZeros() {
    assertClose(
        WaterFilling.inclusionProbabilities(new double[] {0, 5, 0, 1e-3}, 3, 0),
        new double[] {.5, 1, .5, 1});
  }

  @Test
  void survivesSizesWhoseSumOverflows() {
    double[] sizes = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE / 2};
    assertClose(WaterFilling.inclusionProbabilities(sizes, 1, 0), new double[] {.4, .4, .2});
  }

  @Test
  void survivesSubnormalSizes() {
    double[] sizes = {2 * Double.MIN_VALUE, 4 * Double.MIN_VALUE, 2 * Double.MIN_VALUE};
    assertClose(WaterFilling.inclusionProbabilities(sizes, 1, 0), new double[] {.25, .5, .25});
  }

  @Test
  void countsSizesBeyondAnyProportionAsZero() {
    double[] sizes = {1e300, 1e-300, 0};
    assertClose(WaterFilling.inclusionProbabilities(sizes, 2, 0), new double[] {1, .5, .5});
  }

  @Test
  void givesCertainUnitsOneAndTheOthersTheRest() {
    double[] probabilities =
        WaterFilling.withCertainties(
            new double[] {0, 1, 1, 2}, new boolean[] {true, false, false, false}, 2, 0);
    assertClose(probabilities, new double[] {1, .25, .25, .5});
  }

  @Test
  void takesAllUnitsWhenAllAreCertain() {
    boolean[] all = {true, true};
    assertThat(WaterFilling.withCertainties(new double[] {0, 0}, all, 2, 0)).containsOnly(1.0);
  }

  @Test
  void refusesCertainUnitsThatUseUpTheBudget() {
    boolean[] certain = {true, true, false};
    assertRefused(
        () -> WaterFilling.withCertainties(new double[] {1, 1, 1}, certain, 2, 0),
        Reason.CERTAINTIES_ABOVE_BUDGET);
  }

  @Test
  void refusesSizesThatAreNotUsable() {
    assertRefused(() -> fill(1, Double.NaN), Reason.SIZE_NOT_FINITE);
    assertRefused(() -> fill(1, Double.POSITIVE_INFINITY, 1), Reason.SIZE_NOT_FINITE);
    assertRefused(() -> fill(1, Double.NEGATIVE_INFINITY, 1), Reason.SIZE_NOT_FINITE);
    assertRefused(() -> fill(1, 1, -1e-300), Reason.SIZE_NEGATIVE);
    assertRefused(() -> fill(1, 0, 0, -0.0), Reason.SIZES_ALL_ZERO);
    assertRefused(() -> fill(1), Reason.POPULATION_EMPTY);
  }

  @Test
  void refusesBudgetsOutOfRange() {
    assertRefused(() -> fill(0, 1, 2), Reason.BUDGET_NOT_POSITIVE);
    assertRefused(() -> fill(-1, 1, 2), Reason.BUDGET_NOT_POSITIVE);
    assertRefused(() -> fill(Double.NaN, 1, 2), Reason.BUDGET_NOT_POSITIVE);
    assertRefused(() -> fill(2.0001, 1, 2), Reason.BUDGET_ABOVE_POPULATION);
  }

  @Test
  void refusesFloorSharesOutOfRange() {
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertRefused(
          () -> WaterFilling.inclusionProbabilities(new double[] {1, 2}, 1, share),
          Reason.SHARE_OUT_OF_RANGE);
    }
  }

  @Test
  void leavesTheArrayAloneWhenItRefusesTheBudget() {
    double[] sizes = {1, 2};
    assertRefused(() -> WaterFilling.fillInPlace(sizes, 3, 0), Reason.BUDGET_ABOVE_POPULATION);
    assertThat(sizes).containsExactly(1, 2);
  }

  private static double[] fill(double budget, double... sizes) {
    return WaterFilling.inclusionProbabilities(sizes, budget, 0);
  }

  private static void assertSolves(double[] sizes, double budget, double floorShare) {
    double[] pi = WaterFilling.inclusionProbabilities(sizes, budget, floorShare);
    double floor = floorShare * budget / sizes.length;
    assertThat(Arrays.stream(pi).sum()).isCloseTo(budget, within(1e-9 * budget));
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    double atFloorMost = 0;
    double atCapLeast = Double.POSITIVE_INFINITY;
    for (int i = 0; i < pi.length; i++) {
      assertThat(pi[i]).isBetween(Math.min(floor, 1), 1.0);
      if (sizes[i] == 0) {
        continue;
      }
      if (pi[i] == 1) {
        atCapLeast = Math.min(atCapLeast, sizes[i]);
      } else if (pi[i] == floor) {
        atFloorMost = Math.max(atFloorMost, sizes[i]);
      } else {
        least = Math.min(least, pi[i] / sizes[i]);
        most = Math.max(most, pi[i] / sizes[i]);
      }
    }
    if (most > 0) {
      assertThat(most / least).isCloseTo(1, within(1e-12));
      assertThat(atCapLeast * most).isGreaterThanOrEqualTo(1 - 1e-12);
      assertThat(atFloorMost * most).isLessThanOrEqualTo(floor * (1 + 1e-12));
    }
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).containsExactly(expected, within(1e-14));
  }
}
