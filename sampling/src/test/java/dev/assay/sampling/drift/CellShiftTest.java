package dev.assay.sampling.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.estimate.InvalidInputException;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class CellShiftTest {

  @Test
  void itIsPearsonsStatistic() {
    // By hand: expected 40/60 in each of two equal samples, (10/40 + 10/60) * 10 each.
    double statistic = 2 * (100.0 / 40 + 100.0 / 60);
    assertThat(CellShift.pValue(new int[] {30, 70}, new int[] {50, 50}))
        .isCloseTo(
            1 - new ChiSquaredDistribution(1).cumulativeProbability(statistic), within(1e-9));
  }

  @Test
  void rareCellsAreTakenTogether() {
    int[] first = {100, 100, 1, 2, 3};
    int[] second = {100, 100, 3, 2, 1};
    assertThat(CellShift.pValue(first, second))
        .isEqualTo(CellShift.pValue(new int[] {100, 100, 6}, new int[] {100, 100, 6}));
    assertThat(CellShift.pValue(new int[] {100, 1}, new int[] {100, 3})).isEqualTo(1);
    assertThat(CellShift.pValue(new int[2], new int[2])).isEqualTo(1);
  }

  @Test
  void falseAlarmsAreAsStatedAndAShiftIsFound() {
    int runs = 4_000;
    int alarms = 0;
    int found = 0;
    for (int run = 0; run < runs; run++) {
      SeededStream random = new SeededStream(run);
      int[] old = counts(random, .5, 300);
      alarms += CellShift.pValue(old, counts(random, .5, 100)) < .05 ? 1 : 0;
      found += CellShift.pValue(old, counts(random, .8, 100)) < .05 ? 1 : 0;
    }
    // Five standard errors of .05, and a percentage point for the law being that of many members.
    double error = 5 * Math.sqrt(.05 * .95 / runs) + .01;
    assertThat((double) alarms / runs).isCloseTo(.05, within(error));
    assertThat((double) found / runs).isGreaterThan(.95);
  }

  /** Six cells of geometric probabilities. */
  private static int[] counts(SeededStream random, double ratio, int members) {
    int[] counts = new int[6];
    for (int i = 0; i < members; i++) {
      int cell = 0;
      while (cell < 5 && random.nextUnit() < ratio) {
        cell++;
      }
      counts[cell]++;
    }
    return counts;
  }

  @Test
  void cellsOfAnotherNumberAreRefused() {
    assertThatThrownBy(() -> CellShift.pValue(new int[2], new int[3]))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> CellShift.pValue(new int[] {-1}, new int[] {1}))
        .isInstanceOf(InvalidInputException.class);
  }
}
