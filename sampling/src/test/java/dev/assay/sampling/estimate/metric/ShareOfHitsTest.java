package dev.assay.sampling.estimate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.ClopperPearson;
import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.SampleSize;
import dev.assay.sampling.estimate.UndefinedMetricException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares of hits, held against the exact interval and against known truth. */
class ShareOfHitsTest {
  private static final int UNITS = 3_000;
  private static final int DRAWS = 400;
  private static final int LEAST_COUNTED = 10;
  private static final double SLACK = 4 * StrictMath.sqrt(.9 * .1 / DRAWS);

  private static final List<LinearRatio> METRICS =
      List.of(
          BinaryMetrics.recall(),
          BinaryMetrics.precision(),
          BinaryMetrics.f(1),
          BinaryMetrics.specificity());

  /** With equal weights the exact interval is that of a binomial, which mid-p may not exceed. */
  @Test
  void equalWeightsGiveNearlyTheExactIntervalAndNeverAWiderOne() {
    for (int hits = 0; hits <= 40; hits += 5) {
      for (int misses = hits == 0 ? 5 : 0; misses <= 40; misses += 5) {
        Interval interval = ShareOfHits.of(BinaryMetrics.recall(), equal(hits, misses, .01), .9);
        Interval exact = ClopperPearson.of(hits, hits + misses, .9);
        assertThat(interval.width() / exact.width())
            .as("%s hits, %s misses", hits, misses)
            .isBetween(.7, 1.0);
        assertThat(interval.contains((double) hits / (hits + misses))).isTrue();
      }
    }
  }

  @Test
  void noMissSeenLeavesRoomForMisses() {
    Interval interval = ShareOfHits.of(BinaryMetrics.recall(), equal(20, 0, .01), .9);
    assertThat(interval.high()).isEqualTo(1);
    assertThat(interval.low()).isBetween(.85, .95);
  }

  @Test
  void whatIsLabelledInFullHasNoUncertainty() {
    Interval interval = ShareOfHits.of(BinaryMetrics.recall(), equal(30, 10, 1), .9);
    assertThat(interval.low()).isCloseTo(.75, within(1e-9));
    assertThat(interval.high()).isCloseTo(.75, within(1e-9));
  }

  @Test
  void aShareOfNothingIsUndefined() {
    assertThatThrownBy(() -> ShareOfHits.of(BinaryMetrics.recall(), equal(0, 0, .1), .9))
        .isInstanceOf(UndefinedMetricException.class);
  }

  @Test
  void whatCountsInPartIsRefused() {
    LinearRatio half =
        new LinearRatio("half", new double[] {1, 0, 0, 0}, new double[] {2, 1, 1, 1});
    assertThatThrownBy(() -> ShareOfHits.of(half, equal(5, 5, .1), .9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("half");
  }

  /**
   * Draws that prefer what the model finds positive, with a floor. Mid-p is conservative where few
   * events are expected, so coverage may lie above the level, but not near 1.
   */
  @ParameterizedTest
  @CsvSource({"60, 0.9", "60, 0.4", "200, 0.9", "200, 0.4"})
  void intervalsHoldTheTruthAsOftenAsTheySay(int labels, double recall) {
    SplittableRandom random = new SplittableRandom(labels);
    boolean[] positive = new boolean[UNITS];
    boolean[] predicted = new boolean[UNITS];
    double[] pi = new double[UNITS];
    double[] totals = new double[Confusion.WIDTH];
    for (int i = 0; i < UNITS; i++) {
      positive[i] = random.nextDouble() < .2;
      predicted[i] = random.nextDouble() < (positive[i] ? recall : .05);
      pi[i] = labels * (.5 + .5 * random.nextDouble() * (predicted[i] ? 5 : 1)) / UNITS;
      totals[Confusion.cell(positive[i], predicted[i])]++;
    }
    int[] held = new int[METRICS.size()];
    int[] given = new int[METRICS.size()];
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] s = IntStream.range(0, UNITS).filter(i -> random.nextDouble() < pi[i]).toArray();
      MetricSample sample = sample(s, positive, predicted, pi);
      for (int m = 0; m < held.length; m++) {
        LinearRatio metric = METRICS.get(m);
        if (counted(metric, sample) >= LEAST_COUNTED) {
          given[m]++;
          Interval interval = ShareOfHits.of(metric, sample, .9);
          held[m] += interval.contains(metric.value(totals)) ? 1 : 0;
        }
      }
    }
    for (int m = 0; m < held.length; m++) {
      assertThat(given[m]).isGreaterThan(DRAWS / 4);
      double slack = SLACK * StrictMath.sqrt((double) DRAWS / given[m]);
      assertThat((double) held[m] / given[m])
          .as(METRICS.get(m).name())
          .isBetween(.9 - slack, Math.min(.95 + slack, .995));
    }
  }

  private static long counted(LinearRatio metric, MetricSample sample) {
    return IntStream.range(0, sample.count())
        .filter(
            i ->
                IntStream.range(0, Confusion.WIDTH)
                    .anyMatch(cell -> metric.counts(cell) && sample.row(i, cell) > 0))
        .count();
  }

  private static MetricSample sample(
      int[] s, boolean[] positive, boolean[] predicted, double[] pi) {
    double[][] rows = new double[s.length][Confusion.WIDTH];
    for (int i = 0; i < s.length; i++) {
      rows[i][Confusion.cell(positive[s[i]], predicted[s[i]])] = 1;
    }
    double[] drawn = Arrays.stream(s).mapToDouble(i -> pi[i]).toArray();
    return MetricSample.of(rows, DesignWeights.ofSample(drawn, SampleSize.RANDOM));
  }

  /** True positives, false negatives, and as many of the other two cells. */
  private static MetricSample equal(int hits, int misses, double pi) {
    double[][] rows = new double[hits + misses + 100][Confusion.WIDTH];
    for (int i = 0; i < rows.length; i++) {
      int cell =
          i < hits
              ? Confusion.TRUE_POSITIVE
              : i < hits + misses
                  ? Confusion.FALSE_NEGATIVE
                  : i % 2 == 0 ? Confusion.FALSE_POSITIVE : Confusion.TRUE_NEGATIVE;
      rows[i][cell] = 1;
    }
    double[] probability = new double[rows.length];
    Arrays.fill(probability, pi);
    return MetricSample.of(rows, probability, SampleSize.FIXED);
  }
}
