package dev.assay.sampling.estimate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.UndefinedMetricException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsTest {
  private static final double[] BINARY = {40, 10, 20, 130};
  private static final double[] CLASSES = {30, 40, 50, 20, 35, 25, 5, 10, 15};

  static List<Metric> smooth() {
    List<Metric> all = new ArrayList<>(Metrics.binary());
    all.add(BinaryMetrics.f(2));
    all.add(ClassMetrics.microF(3, 1));
    all.add(ClassMetrics.macroF(3, .5));
    all.add(ClassMetrics.macroFOfAverages(3, 1));
    all.add(ClassMetrics.f(1, 3, 2));
    all.add(LinearRatio.perItem("cost-per-hit"));
    return all;
  }

  private static double[] totals(Metric metric) {
    return switch (metric.width()) {
      case 2 -> new double[] {7, 3};
      case 4 -> BINARY.clone();
      default -> CLASSES.clone();
    };
  }

  @Test
  void binaryValuesAreTheTextbookOnes() {
    assertThat(BinaryMetrics.accuracy().value(BINARY)).isEqualTo(.85);
    assertThat(BinaryMetrics.error().value(BINARY)).isEqualTo(.15);
    assertThat(BinaryMetrics.precision().value(BINARY)).isEqualTo(.8);
    assertThat(BinaryMetrics.recall().value(BINARY)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(BinaryMetrics.specificity().value(BINARY)).isCloseTo(13 / 14.0, within(1e-15));
    assertThat(BinaryMetrics.f(1).value(BINARY)).isCloseTo(80 / 110.0, within(1e-15));
    assertThat(BinaryMetrics.f(2).value(BINARY)).isCloseTo(200 / 290.0, within(1e-15));
    assertThat(BinaryMetrics.balancedAccuracy().value(BINARY))
        .isCloseTo((2 / 3.0 + 13 / 14.0) / 2, within(1e-15));
    assertThat(BinaryMetrics.matthews().value(BINARY))
        .isCloseTo(5000 / StrictMath.sqrt(50.0 * 60 * 140 * 150), within(1e-15));
  }

  @Test
  void fOneOfThePublishedSixLabelsIsThreeQuarters() {
    boolean[] predicted = {false, false, false, false, true, true, true, true};
    boolean[] positive = {false, false, true, false, false, true, true, true};
    double[] totals = new double[Confusion.WIDTH];
    for (double[] row : Confusion.rows(positive, predicted)) {
      for (int k = 0; k < totals.length; k++) {
        totals[k] += row[k];
      }
    }
    assertThat(BinaryMetrics.f(1).value(totals)).isEqualTo(.75);
  }

  @Test
  void classValuesAreTheTextbookOnes() {
    double f0 = 60 / 90.0;
    double f1 = 40 / 60.0;
    double f2 = 10 / 25.0;
    assertThat(ClassMetrics.f(2, 3, 1).value(CLASSES)).isCloseTo(f2, within(1e-15));
    assertThat(ClassMetrics.macroF(3, 1).value(CLASSES))
        .isCloseTo((f0 + f1 + f2) / 3, within(1e-15));
    assertThat(ClassMetrics.microF(3, 1).value(CLASSES)).isCloseTo(110 / 175.0, within(1e-15));
    double precision = (30 / 40.0 + 20 / 35.0 + 5 / 10.0) / 3;
    double recall = (30 / 50.0 + 20 / 25.0 + 5 / 15.0) / 3;
    assertThat(ClassMetrics.macroFOfAverages(3, 1).value(CLASSES))
        .isCloseTo(2 * precision * recall / (precision + recall), within(1e-15));
  }

  @ParameterizedTest
  @MethodSource("smooth")
  void gradientIsTheDifferenceQuotient(Metric metric) {
    double[] totals = totals(metric);
    double[] gradient = new double[metric.width()];
    metric.gradient(totals, gradient);
    for (int k = 0; k < totals.length; k++) {
      double step = 1e-5;
      double[] above = totals.clone();
      double[] below = totals.clone();
      above[k] += step;
      below[k] -= step;
      double quotient = (metric.value(above) - metric.value(below)) / (2 * step);
      assertThat(gradient[k]).as("column %s", k).isCloseTo(quotient, within(1e-8));
    }
  }

  @ParameterizedTest
  @MethodSource("smooth")
  void valueDoesNotChangeWithTheScaleOfTheTotals(Metric metric) {
    double[] totals = totals(metric);
    double value = metric.value(totals);
    double[] gradient = new double[totals.length];
    metric.gradient(totals, gradient);
    double along = 0;
    for (int k = 0; k < totals.length; k++) {
      along += gradient[k] * totals[k];
      totals[k] *= 7;
    }
    assertThat(metric.value(totals)).isCloseTo(value, within(1e-14));
    assertThat(along).isCloseTo(0, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("smooth")
  void nothingToDivideByIsUndefined(Metric metric) {
    double[] none = new double[metric.width()];
    assertThatThrownBy(() -> metric.value(none))
        .isInstanceOf(UndefinedMetricException.class)
        .hasMessageContaining(metric.name());
    assertThatThrownBy(() -> metric.gradient(none, new double[none.length]))
        .isInstanceOf(UndefinedMetricException.class);
  }

  @Test
  void registryNamesWhatItHas() {
    for (Metric metric : Metrics.binary()) {
      assertThat(Metrics.binary(metric.name())).isSameAs(metric);
    }
    assertThatThrownBy(() -> Metrics.binary("auc"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("matthews");
    assertThatThrownBy(() -> BinaryMetrics.f(0)).isInstanceOf(InvalidInputException.class);
  }
}
