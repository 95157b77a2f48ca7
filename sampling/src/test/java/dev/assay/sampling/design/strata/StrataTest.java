package dev.assay.sampling.design.strata;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import org.junit.jupiter.api.Test;

class StrataTest {

  @Test
  void countsAndListsItsMembers() {
    Strata strata = new Strata(new int[] {1, 0, 1, 2, 1}, 3);
    assertThat(strata.units()).isEqualTo(5);
    assertThat(strata.sizes()).containsExactly(1, 3, 1);
    assertThat(strata.members()).isDeepEqualTo(new int[][] {{1}, {0, 2, 4}, {3}});
  }

  @Test
  void numbersLabelsWithoutGaps() {
    assertThat(Strata.ofLabels(new int[] {7, -3, 7, 100}))
        .isEqualTo(new Strata(new int[] {1, 0, 1, 2}, 3));
  }

  @Test
  void refusesEmptyStrataAndNumbersOutOfRange() {
    assertRefused(() -> new Strata(new int[] {0, 2, 0}, 3), Reason.STRATUM_EMPTY);
    assertRefused(() -> new Strata(new int[] {0, 2}, 2), Reason.STRATUM_OUT_OF_RANGE);
    assertRefused(() -> new Strata(new int[] {0, -1}, 2), Reason.STRATUM_OUT_OF_RANGE);
    assertRefused(() -> new Strata(new int[0], 1), Reason.POPULATION_EMPTY);
    assertRefused(() -> new Strata(new int[] {0}, 0), Reason.COUNT_OUT_OF_RANGE);
  }
}
