package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PermanentNumbersTest {

  private static final long[] KEYS = LongStream.range(1_000, 1_040).toArray();
  private static final double[] FIRST =
      WaterFilling.inclusionProbabilities(Populations.skewed(40, 1), 12, 0.3);
  private static final double[] SECOND =
      WaterFilling.inclusionProbabilities(Populations.skewed(40, 2), 9, 0.3);

  private static long overlap(int[] first, int[] second) {
    return Arrays.stream(first).filter(unit -> Arrays.binarySearch(second, unit) >= 0).count();
  }

  @Test
  void keepsInclusionProbabilitiesFromAnyStart() {
    for (double start : new double[] {0, 0.5, 0.9}) {
      ChiSquare.assertInclusion(
          FIRST,
          50_000,
          seed -> PermanentNumbers.poisson(FIRST, PermanentNumbers.of(KEYS, seed), start));
    }
  }

  /** The count of common units is a sum of independent events: its mean and variance are known. */
  @Test
  void sharesAsManyUnitsBetweenRoundsAsThereCanBe() {
    double expected = 0;
    double variance = 0;
    for (int i = 0; i < FIRST.length; i++) {
      double both = Math.min(FIRST[i], SECOND[i]);
      expected += both;
      variance += both * (1 - both);
    }
    int draws = 20_000;
    double sum = 0;
    for (int seed = 0; seed < draws; seed++) {
      double[] numbers = PermanentNumbers.of(KEYS, seed);
      sum +=
          overlap(
              PermanentNumbers.poisson(FIRST, numbers, 0),
              PermanentNumbers.poisson(SECOND, numbers, 0));
    }
    double z = (sum / draws - expected) / Math.sqrt(variance / draws);
    assertThat(z).isBetween(-5.0, 5.0);
  }

  @Test
  void avoidsUnitsFromAStartHalfTheCircleAway() {
    double[] small = new double[40];
    Arrays.fill(small, 0.4);
    for (int seed = 0; seed < 1_000; seed++) {
      double[] numbers = PermanentNumbers.of(KEYS, seed);
      int[] first = PermanentNumbers.poisson(small, numbers, 0);
      assertThat(overlap(first, PermanentNumbers.poisson(small, numbers, 0.5))).isZero();
    }
  }

  @Test
  void givesAnItemItsNumberWhateverElseIsInThePopulation() {
    double[] many = PermanentNumbers.of(new long[] {5, 6, 7}, 3);
    assertThat(PermanentNumbers.of(new long[] {7}, 3)[0]).isEqualTo(many[2]);
    assertThat(PermanentNumbers.of(new long[] {7}, 4)[0]).isNotEqualTo(many[2]);
  }

  @Test
  void drawsParetoSamplesOfFixedSizeNearTheirProbabilities() {
    int draws = 50_000;
    double[] counts = new double[40];
    for (int seed = 0; seed < draws; seed++) {
      int[] units = PermanentNumbers.pareto(FIRST, PermanentNumbers.of(KEYS, seed));
      assertThat(units).hasSize(12);
      for (int unit : units) {
        counts[unit]++;
      }
    }
    for (int i = 0; i < 40; i++) {
      // Two parts in a hundred of bias, and five standard errors.
      double room = 0.02 * FIRST[i] + 5 * Math.sqrt(FIRST[i] * (1 - FIRST[i]) / draws);
      assertThat(counts[i] / draws).isCloseTo(FIRST[i], within(room));
    }
  }

  @Test
  void keepsAllUnitsWhenOnlyTheBudgetGrows() {
    Frame frame = Frame.of(Populations.skewed(200, 3));
    Design design = new CoordinatedPoisson();
    for (int seed = 0; seed < 200; seed++) {
      int[] small = design.draw(frame, 20, seed).units();
      int[] large = design.draw(frame, 40, seed).units();
      Arrays.sort(large);
      assertThat(overlap(small, large)).isEqualTo(small.length);
    }
  }

  @Test
  void refusesNumbersOfOtherLengthAndStartsOutOfRange() {
    assertRefused(() -> PermanentNumbers.poisson(FIRST, new double[3], 0), Reason.LENGTH_MISMATCH);
    assertRefused(
        () -> PermanentNumbers.poisson(FIRST, new double[40], 1.5), Reason.SHARE_OUT_OF_RANGE);
    assertRefused(
        () -> PermanentNumbers.pareto(new double[] {.5, .6}, new double[2]),
        Reason.TOTAL_NOT_WHOLE);
  }
}
