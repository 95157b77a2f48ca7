package dev.assay.sampling.design.strata;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.Populations;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StrataBuildingTest {

  @Test
  void cutsAtQuantilesWithValuesAtACutBelowIt() {
    // Quartiles of 1..9 are 3, 5 and 7.
    assertThat(QuantileBins.of(new double[] {9, 1, 2, 3, 4, 5, 6, 7, 8}, 4).stratumOf())
        .containsExactly(3, 0, 0, 0, 1, 1, 2, 2, 3);
  }

  @Test
  void makesFewerBinsOfManyTies() {
    Strata strata = QuantileBins.of(new double[] {0, 0, 0, 0, 0, 0, 1, 2}, 4);
    assertThat(strata.stratumOf()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1);
    assertThat(QuantileBins.of(new double[] {4, 4, 4}, 3).count()).isEqualTo(1);
  }

  @Test
  void binsAboutEquallyManyUnits() {
    int[] sizes = QuantileBins.of(Populations.uniform(1_003, 1), 10).sizes();
    for (int size : sizes) {
      assertThat(size).isBetween(100, 101);
    }
  }

  @Test
  void crossesPartitionsWithoutEmptyCells() {
    Strata first = Strata.ofLabels(new int[] {0, 0, 1, 1});
    Strata second = Strata.ofLabels(new int[] {0, 1, 1, 1});
    assertThat(Crosses.of(first, second).stratumOf()).containsExactly(0, 1, 2, 2);
  }

  @Test
  void nestsQuantilesOfEachStratumsOwnValues() {
    Strata outer = Strata.ofLabels(new int[] {0, 0, 0, 0, 1, 1, 1, 1});
    double[] values = {1, 2, 3, 4, 40, 30, 20, 10};
    assertThat(Crosses.nested(outer, values, 2).stratumOf())
        .containsExactly(0, 0, 1, 1, 3, 3, 2, 2);
  }

  @Test
  void takesTheMostProbableClassAndTheLowerOfTies() {
    double[][] probabilities = {{.2, .8, 0}, {.5, .5, 0}, {.1, .2, .7}, {.9, .1, 0}};
    assertThat(PredictedClasses.of(probabilities).stratumOf()).containsExactly(1, 0, 2, 0);
  }

  @Test
  void leavesOutClassesThatNoUnitIsPredictedToBe() {
    assertThat(PredictedClasses.of(new double[][] {{.2, 0, .8}, {1, 0, 0}}).stratumOf())
        .containsExactly(1, 0);
  }

  /** Counts 16, 9, 4, 1 in four cells: roots cumulate to 4, 7, 9, 10. */
  @Test
  void cutsTheCumulatedRootsIntoEqualParts() {
    double[] scores = new double[30];
    Arrays.fill(scores, 16, 25, 0.3);
    Arrays.fill(scores, 25, 29, 0.6);
    scores[29] = 1;
    Strata strata = CumSqrtF.of(scores, 2, 4);
    // The middles of the cells are at .2, .55, .8 and .95: the first is below one half.
    assertThat(strata.sizes()).containsExactly(16, 14);
  }

  @Test
  void givesTheSparseTailMoreStrataThanQuantilesDo() {
    double[] scores = Populations.skewed(10_000, 3);
    double[] above = Arrays.stream(scores).filter(score -> score > 0.5).toArray();
    int byRoots = strataAbove(CumSqrtF.of(scores, 10, 500), scores);
    int byQuantiles = strataAbove(QuantileBins.of(scores, 10), scores);
    assertThat(above).hasSizeBetween(1_000, 3_000);
    assertThat(byRoots).isGreaterThan(byQuantiles);
  }

  private static int strataAbove(Strata strata, double[] scores) {
    return (int)
        java.util.stream.IntStream.range(0, scores.length)
            .filter(i -> scores[i] > 0.5)
            .map(i -> strata.stratumOf()[i])
            .distinct()
            .count();
  }

  @Test
  void makesOneStratumOfEqualScores() {
    assertThat(CumSqrtF.of(new double[] {3, 3, 3}, 2, 10).count()).isEqualTo(1);
  }

  @Test
  void survivesScoresWhoseRangeOverflows() {
    double[] scores = {-Double.MAX_VALUE, Double.MAX_VALUE, 0};
    assertThat(CumSqrtF.of(scores, 3, 3).stratumOf()).containsExactly(0, 2, 1);
  }

  @Test
  void mergesSmallCellsIntoTheNearestMedian() {
    // Medians 0.15, 0.5, 0.85; the single unit at 0.5 is nearer to 0.85 by nothing, so take 0.6.
    int[] labels = {0, 0, 1, 2, 2};
    double[] scores = {.1, .2, .6, .8, .9};
    assertThat(SmallCells.merged(Strata.ofLabels(labels), scores, 2).stratumOf())
        .containsExactly(0, 0, 1, 1, 1);
  }

  @Test
  void mergesTheSmallestFirstAndTakesMediansAnew() {
    // The unit at 1 joins those at 2, whose median then is nearer to 5 than 9's is.
    int[] labels = {0, 1, 1, 2, 2, 3, 3, 3, 3};
    double[] scores = {1, 2, 2, 5, 5, 9, 9, 9, 9};
    Strata merged = SmallCells.merged(Strata.ofLabels(labels), scores, 3);
    assertThat(merged.stratumOf()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1);
  }

  @Test
  void stopsMergingAtOneStratum() {
    Strata merged = SmallCells.merged(Strata.ofLabels(new int[] {0, 1, 2}), new double[3], 10);
    assertThat(merged.count()).isEqualTo(1);
  }

  @Test
  void findsClustersThatLieFarApart() {
    SeededStream random = new SeededStream(4);
    double[][] points = new double[300][];
    int[] truth = new int[300];
    for (int i = 0; i < 300; i++) {
      truth[i] = i % 3;
      points[i] = new double[] {10 * truth[i] + random.nextUnit(), random.nextUnit()};
    }
    for (int seed = 0; seed < 20; seed++) {
      Strata strata = KMeansStrata.of(points, 3, seed);
      assertThat(strata.count()).isEqualTo(3);
      assertThat(Crosses.of(strata, Strata.ofLabels(truth)).count()).isEqualTo(3);
      assertThat(strata).isEqualTo(KMeansStrata.of(points, 3, seed));
    }
  }

  @Test
  void makesNoMoreClustersThanThereAreDifferentPoints() {
    double[][] points = {{1}, {1}, {2}, {2}, {2}};
    assertThat(KMeansStrata.of(points, 4, 1).count()).isEqualTo(2);
  }

  @Test
  void refusesValuesThatAreNotFinite() {
    double[] bad = {1, Double.NaN};
    assertRefused(() -> QuantileBins.of(bad, 2), Reason.VALUE_NOT_FINITE);
    assertRefused(() -> CumSqrtF.of(bad, 1, 2), Reason.VALUE_NOT_FINITE);
    assertRefused(() -> SmallCells.merged(Strata.whole(2), bad, 1), Reason.VALUE_NOT_FINITE);
    assertRefused(() -> KMeansStrata.of(new double[][] {bad}, 1, 1), Reason.VALUE_NOT_FINITE);
    assertRefused(() -> PredictedClasses.of(new double[][] {bad}), Reason.VALUE_NOT_FINITE);
  }

  @Test
  void refusesCountsOutOfRangeAndEmptyPopulations() {
    assertRefused(() -> QuantileBins.of(new double[] {1}, 0), Reason.COUNT_OUT_OF_RANGE);
    assertRefused(() -> CumSqrtF.of(new double[] {1}, 3, 2), Reason.COUNT_OUT_OF_RANGE);
    assertRefused(
        () -> CumSqrtF.of(new double[] {1}, 1, CumSqrtF.MAX_CELLS + 1), Reason.COUNT_OUT_OF_RANGE);
    assertRefused(() -> KMeansStrata.of(new double[][] {{1}}, 2, 1), Reason.COUNT_OUT_OF_RANGE);
    assertRefused(() -> PredictedClasses.of(new double[][] {{}}), Reason.COUNT_OUT_OF_RANGE);
    assertRefused(() -> QuantileBins.of(new double[0], 2), Reason.POPULATION_EMPTY);
    assertRefused(() -> PredictedClasses.of(new double[0][]), Reason.POPULATION_EMPTY);
    assertRefused(() -> Crosses.of(Strata.whole(2), Strata.whole(3)), Reason.LENGTH_MISMATCH);
  }
}
