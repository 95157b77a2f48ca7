package dev.assay.sampling.estimate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.MissingColumnException;
import dev.assay.sampling.estimate.NoLabelException;
import dev.assay.sampling.estimate.SampleSize;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricEstimatorsTest {
  private static final boolean[] POSITIVE = {true, false, true, false};
  private static final boolean[] PREDICTED = {true, true, false, false};
  private static final double[] PI = {.5, .25, .2, .1};
  private static final double[] BELIEF = {.9, .6, .2, .05};

  @Test
  void ratioOfWeightedTotalsWithoutBeliefs() {
    MetricEstimate estimate = new DifferenceOfTotals().estimate(BinaryMetrics.f(1), plain());
    double value = 2 * 2 / (2 * 2 + 4 + 5.0);
    assertThat(estimate.value()).isCloseTo(value, within(1e-15));
    assertThat(new PoissonRatio().estimate(BinaryMetrics.f(1), plain()).value())
        .isCloseTo(value, within(1e-15));
    assertThat(new ImportanceRatio().estimate(BinaryMetrics.f(1), plain()).value())
        .isCloseTo(value, within(1e-15));
  }

  @Test
  void poissonErrorIsThePapersFormula() {
    double scale = 2 * 2 + 4 + 5;
    double f = 4 / scale;
    double[] deviation = {2 - 2 * f, -f, -f, 0};
    double expected = 0;
    for (int i = 0; i < 4; i++) {
      double residual = deviation[i] / scale;
      expected += (1 / PI[i]) * (1 / PI[i] - 1) * residual * residual;
    }
    assertThat(new PoissonRatio(0).estimate(BinaryMetrics.f(1), plain()).variance())
        .isCloseTo(expected, within(1e-14));
    assertThat(new PoissonRatio().estimate(BinaryMetrics.f(1), plain()).variance())
        .isGreaterThan(expected);
  }

  @Test
  void importanceErrorIsTheMeanSquareOfTheDraws() {
    double[] q = {.4, .3, .2, .1};
    double[] draws = ImportanceRatio.expectedDraws(q);
    MetricSample sample = MetricSample.of(rows(), draws, SampleSize.FIXED);
    double numerator = 2 / .4;
    double denominator = 2 / .4 + 1 / .3 + 1 / .2;
    double f = numerator / denominator;
    MetricEstimate estimate = new ImportanceRatio().estimate(BinaryMetrics.f(1), sample);
    assertThat(estimate.value()).isCloseTo(f, within(1e-14));
    double squares = 0;
    double[] deviation = {2 - 2 * f, -f, -f, 0};
    for (int i = 0; i < 4; i++) {
      squares += deviation[i] / q[i] * (deviation[i] / q[i]);
    }
    // The small constant adds less than one part in a hundred here.
    assertThat(estimate.variance())
        .isCloseTo(squares / denominator / denominator, within(.01 * estimate.variance()));
  }

  @Test
  void beliefsEnterAsDifferenceEstimatesOfEachTotal() {
    MetricEstimate estimate =
        new DifferenceOfTotals().estimate(BinaryMetrics.precision(), withBeliefs());
    double[] pool = {3, 2, 1, 30};
    double truePositives = pool[0] + (1 - .9) / .5 + (0 - .6) / .25;
    double falsePositives = pool[1] + (0 - .1) / .5 + (1 - .4) / .25;
    assertThat(estimate.value())
        .isCloseTo(truePositives / (truePositives + falsePositives), within(1e-14));
  }

  @Test
  void beliefsThatTurnOutRightLeaveNoVariance() {
    double[] sure = {1, 0, 1, 0};
    ClassBeliefs beliefs = ClassBeliefs.binary(sure, PREDICTED);
    MetricSample sample = plain().withBeliefs(beliefs, new double[] {3, 2, 1, 30});
    MetricEstimate estimate = new DifferenceOfTotals().estimate(BinaryMetrics.f(1), sample);
    assertThat(estimate.variance()).isZero();
    Interval interval = MetricIntervals.auto().of(BinaryMetrics.f(1), sample, .9);
    assertThat(interval.width()).isPositive();
  }

  @Test
  void everyIntervalHoldsTheEstimateAndStaysInRange() {
    for (MetricInterval method : MetricIntervals.all()) {
      for (Metric metric : Metrics.binary()) {
        Interval interval = method.of(metric, withBeliefs(), .9);
        double value = new DifferenceOfTotals().estimate(metric, withBeliefs()).value();
        assertThat(interval.low()).isGreaterThanOrEqualTo(metric.least());
        assertThat(interval.high()).isLessThanOrEqualTo(metric.greatest());
        boolean logOdds = metric.least() < 0 && value <= 0;
        assertThat(logOdds || interval.contains(value)).as(method.name() + metric.name()).isTrue();
      }
    }
  }

  @Test
  void autoSaysWhichIntervalItChose() {
    Metric f = BinaryMetrics.f(1);
    assertThat(MetricIntervals.auto().of(f, withBeliefs(), .9).method()).isEqualTo("signed-gamma");
    assertThat(MetricIntervals.auto().of(f, plain(), .9).method()).isEqualTo("logit");
    assertThat(MetricIntervals.auto().of(BinaryMetrics.matthews(), plain(), .9).method())
        .isEqualTo("wald");
  }

  @Test
  void everyLabelThereGivesTheMetricExactly() {
    double[] certain = {1, 1, 1, 1};
    MetricSample sample = MetricSample.of(rows(), certain, SampleSize.FIXED);
    for (Metric metric : Metrics.binary()) {
      MetricEstimate estimate = new DifferenceOfTotals().estimate(metric, sample);
      assertThat(estimate.value())
          .isCloseTo(metric.value(new double[] {1, 1, 1, 1}), within(1e-15));
      assertThat(estimate.variance()).isZero();
    }
  }

  @Test
  void refusesSamplesThatDoNotFit() {
    assertThatThrownBy(() -> MetricSample.of(new double[0][], new double[0], SampleSize.FIXED))
        .isInstanceOf(NoLabelException.class);
    assertThatThrownBy(() -> new DifferenceOfTotals().estimate(LinearRatio.perItem("x"), plain()))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(
            () -> MetricIntervals.named("signed-gamma").of(BinaryMetrics.recall(), plain(), .9))
        .isInstanceOf(MissingColumnException.class);
    assertThatThrownBy(() -> MetricEstimators.named("guess"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> MetricIntervals.named("guess"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void costsAverageToTheirExpectationUnderTheBeliefs() {
    CostMatrix costs = new CostMatrix(new double[][] {{0, 1}, {5, 0}});
    assertThat(costs.values(new int[] {1, 0, 1}, new int[] {0, 1, 1})).containsExactly(5, 1, 0);
    assertThat(costs.expected(new double[][] {{.8, .2}, {.3, .7}}, new int[] {0, 1}))
        .containsExactly(1, .3);
    assertThatThrownBy(() -> new CostMatrix(new double[][] {{0, -1}, {1, 0}}))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> costs.values(new int[] {2}, new int[] {0}))
        .isInstanceOf(InvalidInputException.class);
  }

  private static double[][] rows() {
    return Confusion.rows(POSITIVE, PREDICTED);
  }

  private static MetricSample plain() {
    return MetricSample.of(rows(), PI, SampleSize.FIXED);
  }

  private static MetricSample withBeliefs() {
    return plain()
        .withBeliefs(
            ClassBeliefs.binary(BELIEF, Arrays.copyOf(PREDICTED, 4)), new double[] {3, 2, 1, 30});
  }
}
