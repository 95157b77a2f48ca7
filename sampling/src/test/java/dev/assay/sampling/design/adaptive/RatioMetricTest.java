package dev.assay.sampling.design.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatioMetricTest {

  private static final boolean[] PREDICTED = {false, false, false, false, true, true, true, true};
  private static final double[] LABELS = {0, 0, 1, 0, 0, 1, 1, 1};

  @Test
  void givesThePublishedFMeasureOfAllLabels() {
    assertThat(RatioMetric.fMeasure(PREDICTED, 1).expected(LABELS)).isCloseTo(.75, within(1e-15));
  }

  @Test
  void givesPrecisionAndApproachesRecall() {
    double[] labels = {1, 0, 1, 0, 0, 1, 1, 1};
    assertThat(RatioMetric.fMeasure(PREDICTED, 0).expected(labels)).isCloseTo(.75, within(1e-15));
    assertThat(RatioMetric.fMeasure(PREDICTED, 1e6).expected(labels)).isCloseTo(.6, within(1e-9));
  }

  @Test
  void givesTheRate() {
    assertThat(RatioMetric.rate().expected(LABELS)).isEqualTo(.5);
    // sqrt(p (1 - F)^2 + (1 - p) F^2) with p = .2 and F = .5 is .5.
    assertThat(RatioMetric.rate().deviations(new double[] {.2}, .5)[0])
        .isCloseTo(.5, within(1e-15));
  }

  @Test
  void isZeroWhereNothingIsExpectedBelow() {
    assertThat(RatioMetric.fMeasure(new boolean[2], 1).expected(new double[2])).isZero();
  }
}
