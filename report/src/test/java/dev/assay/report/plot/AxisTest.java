package dev.assay.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AxisTest {
  @Test
  void axisEndsAtRoundNumbersAroundItsRange() {
    Axis accuracy = Axis.covering("accuracy", 0.772, 0.965);
    assertThat(accuracy.low()).isEqualTo(0.75);
    assertThat(accuracy.high()).isEqualTo(1.0);
    assertThat(accuracy.ticks()).extracting(Object::toString).startsWith("0.75", "0.80");
    assertThat(Axis.covering("labels", 0, 760).high()).isEqualTo(800);
  }

  @Test
  void everyRangeIsCoveredByAFewSteps() {
    double[][] ranges = {{0, 1e-6}, {-3, 4}, {0, 760}, {0.9, 0.9001}, {12_345, 67_890}};
    for (double[] range : ranges) {
      Axis axis = Axis.covering("", range[0], range[1]);
      assertThat(axis.low()).isLessThanOrEqualTo(range[0]);
      assertThat(axis.high()).isGreaterThanOrEqualTo(range[1]);
      assertThat(axis.ticks()).hasSizeBetween(3, 9);
      assertThat(axis.part(range[1])).isBetween(0.5, 1.0);
    }
  }

  @Test
  void rangeOfOnePointHasAnAxisAllTheSame() {
    Axis axis = Axis.covering("", 0.5, 0.5);
    assertThat(axis.low()).isLessThanOrEqualTo(0.5);
    assertThat(axis.high()).isGreaterThan(0.5);
    assertThat(Axis.covering("", 0, 0).high()).isPositive();
  }

  @Test
  void countsAreLabelledOneByOneWhileThereIsRoom() {
    assertThat(Axis.counting("round", 10).ticks()).hasSize(10);
    assertThat(Axis.counting("round", 50).ticks()).hasSize(10);
    assertThat(Axis.counting("round", 1).part(1)).isCloseTo(0.5, within(1e-9));
  }
}
