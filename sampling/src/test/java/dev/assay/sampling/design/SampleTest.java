package dev.assay.sampling.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampleTest {

  private static final double[] SIZES = Populations.skewed(30, 1);
  private static final Strata STRATA =
      Strata.ofLabels(Arrays.stream(Published.natural(30)).map(i -> i % 4).toArray());
  private static final Frame FRAME = Frame.of(SIZES).withFloorShare(0).withStrata(STRATA);

  @Test
  void givesTheProbabilitiesOfImportanceDraws() {
    Sample sample = new ImportanceSampling().draw(FRAME, 50, 1);
    double[] q = ImportanceSampling.drawProbabilities(SIZES, 0);
    double[] expected = Arrays.stream(sample.units()).mapToDouble(unit -> q[unit]).toArray();
    assertThat(sample.drawProbabilities(Strata.whole(30))).containsExactly(expected, within(1e-14));
  }

  @Test
  void givesTheProbabilitiesOfDrawsWithinStrata() {
    Sample sample = new StratifiedImportanceSampling().draw(FRAME, 50, 1);
    double[] totals = new double[4];
    for (int i = 0; i < 30; i++) {
      totals[i % 4] += SIZES[i];
    }
    double[] expected =
        Arrays.stream(sample.units()).mapToDouble(u -> SIZES[u] / totals[u % 4]).toArray();
    assertThat(sample.drawProbabilities(STRATA)).containsExactly(expected, within(1e-14));
  }

  @Test
  void equalsByContent() {
    Sample sample = new Sample("d", new int[] {1}, new double[] {.5, .5}, 3);
    assertThat(sample)
        .isEqualTo(new Sample("d", new int[] {1}, new double[] {.5, .5}, 3))
        .hasSameHashCodeAs(new Sample("d", new int[] {1}, new double[] {.5, .5}, 3))
        .isNotEqualTo(new Sample("d", new int[] {0}, new double[] {.5, .5}, 3))
        .isNotEqualTo(new Sample("d", new int[] {1}, new double[] {.5, .6}, 3))
        .isNotEqualTo(new Sample("e", new int[] {1}, new double[] {.5, .5}, 3))
        .hasToString("Sample[design=d, size=1, population=2, seed=3]");
  }

  @Test
  void refusesUnitsOutsideOfThePopulation() {
    assertThatThrownBy(() -> new Sample("d", new int[] {2}, new double[2], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
