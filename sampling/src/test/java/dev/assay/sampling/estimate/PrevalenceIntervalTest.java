package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrevalenceIntervalTest {
  private static final double ZERO_EVENTS = StrictMath.log(10);

  @Test
  void classWithoutResidualHasTheZeroEventBoundsOnBothSides() {
    double[] z = new double[100];
    Arrays.fill(z, 0, 30, 1);
    Interval interval = PrevalenceInterval.of(uniform(10_000, 3000, z, z), .9);
    assertThat(interval.high()).isCloseTo(.3 + ZERO_EVENTS / 100, within(1e-12));
    assertThat(interval.low()).isCloseTo(.3 - ZERO_EVENTS / 100, within(1e-12));
  }

  @Test
  void classNeverPredictedCannotBeWronglyClaimed() {
    Interval interval =
        PrevalenceInterval.of(uniform(10_000, 0, new double[100], new double[100]), .9);
    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isCloseTo(ZERO_EVENTS / 100, within(1e-12));
  }

  @Test
  void classAlwaysPredictedCannotBeMissed() {
    double[] ones = new double[100];
    Arrays.fill(ones, 1);
    Interval interval = PrevalenceInterval.of(uniform(10_000, 10_000, ones, ones), .9);
    assertThat(interval.high()).isEqualTo(1);
    assertThat(interval.low()).isCloseTo(1 - ZERO_EVENTS / 100, within(1e-12));
  }

  @Test
  void swappingTheClassWithItsComplementMirrorsTheInterval() {
    double[] z = {1, 1, 0, 0, 1, 0, 0, 0, 1, 0};
    double[] g = {1, 1, 1, 0, 0, 0, 0, 0, 1, 0};
    Interval of = PrevalenceInterval.of(uniform(200, 70, z, g), .9);
    Interval complement =
        PrevalenceInterval.of(uniform(200, 130, complement(z), complement(g)), .9).complement();
    assertThat(complement.low()).isCloseTo(of.low(), within(1e-12));
    assertThat(complement.high()).isCloseTo(of.high(), within(1e-12));
  }

  @Test
  void refusesBeliefsThatAreNotOneHot() {
    assertThatThrownBy(
            () -> PrevalenceInterval.of(uniform(10, 1, new double[] {1}, new double[] {.5}), .9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("one-hot");
  }

  private static double[] complement(double[] values) {
    return Arrays.stream(values).map(v -> 1 - v).toArray();
  }

  private static DifferenceEstimate uniform(
      long populationCount, double controlTotal, double[] z, double[] g) {
    double[] pi = new double[z.length];
    Arrays.fill(pi, (double) z.length / populationCount);
    Round[] round = {new Round(populationCount, controlTotal, z.length)};
    return MultiRoundDifference.estimate(populationCount, round, new int[z.length], z, g, pi);
  }
}
