package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import dev.assay.sampling.estimate.mean.Control;
import dev.assay.sampling.estimate.mean.LabelledSample;
import dev.assay.sampling.estimate.mean.MeanEstimate;
import dev.assay.sampling.estimate.mean.MeanEstimator;
import dev.assay.sampling.estimate.mean.MeanEstimators;
import dev.assay.sampling.estimate.mean.MeanInterval;
import dev.assay.sampling.estimate.mean.MeanIntervals;
import dev.assay.sampling.estimate.metric.ClassBeliefs;
import dev.assay.sampling.estimate.metric.Confusion;
import dev.assay.sampling.estimate.metric.Metric;
import dev.assay.sampling.estimate.metric.MetricInterval;
import dev.assay.sampling.estimate.metric.MetricIntervals;
import dev.assay.sampling.estimate.metric.MetricSample;
import dev.assay.sampling.estimate.metric.Metrics;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Extreme and contradictory numbers, thousands of combinations by a fixed seed: every answer is an
 * ordered finite interval, or one of the typed exceptions, never NaN.
 */
class HostileInputTest {
  private static final int CASES = 4000;
  private static final double[] SHARES = {0, 1, .5, .1, 1e-9, 1 - 1e-9, 1e-300, Double.MIN_VALUE};
  private static final double[] PROBABILITIES = {
    1, .5, .999999999999, 1e-3, 1e-9, 1e-150, 1e-300, Double.MIN_VALUE
  };
  private static final double[] LEVELS = {.9, .5, .999999, 1e-9};

  private final SplittableRandom random = new SplittableRandom(6);
  private int answers;
  private int refusals;

  @Test
  void roundsAndTheirIntervals() {
    for (int i = 0; i < CASES; i++) {
      int count = 1 + random.nextInt(5);
      long population = (long) count + (random.nextBoolean() ? 0 : random.nextInt(1_000_000));
      double[] z = some(SHARES, count);
      double[] g = some(SHARES, count);
      double[] pi = some(PROBABILITIES, count);
      double level = some(LEVELS, 1)[0];
      Round[] round = {new Round(population, population * some(SHARES, 1)[0], count)};
      Supplier<DifferenceEstimate> believed =
          () -> MultiRoundDifference.estimate(population, round, new int[count], z, g, pi);
      answer(() -> GammaMidP.of(believed.get(), level, some(SHARES, 1)[0]));
      answer(() -> ResidualMidP.of(believed.get(), level));
    }
    assertThat(answers).isGreaterThan(CASES / 2);
    assertThat(refusals).isPositive();
  }

  @Test
  void meanEstimatorsAndIntervals() {
    for (int i = 0; i < CASES / 4; i++) {
      int count = 1 + random.nextInt(5);
      double[] value = some(i % 2 == 0 ? SHARES : new double[] {-1e300, 0, 5, 1e200}, count);
      double[] g = some(SHARES, count);
      double[] pi = some(PROBABILITIES, count);
      double level = some(LEVELS, 1)[0];
      Supplier<LabelledSample> sample =
          () ->
              LabelledSample.of(count + 3L, value)
                  .withInclusionProbability(pi, SampleSize.FIXED)
                  .withDrawProbability(pi)
                  .withControl(Control.ofUnlabelled(g, new double[] {.1, .2, .3}));
      for (MeanInterval interval : MeanIntervals.all()) {
        answer(() -> interval.of(sample.get(), level));
      }
      for (MeanEstimator estimator : MeanEstimators.all()) {
        answer(
            () -> {
              MeanEstimate estimate = estimator.estimate(sample.get());
              assertThat(estimate.variance()).isNotNegative();
              return new Interval(estimate.mean(), estimate.mean(), level, estimator.name());
            });
      }
    }
    assertThat(answers).isGreaterThan(CASES / 2);
    assertThat(refusals).isPositive();
  }

  @Test
  void metricIntervals() {
    for (int i = 0; i < CASES / 8; i++) {
      int count = 1 + random.nextInt(5);
      boolean[] positive = new boolean[count];
      boolean[] predicted = new boolean[count];
      for (int k = 0; k < count; k++) {
        positive[k] = random.nextBoolean();
        predicted[k] = random.nextBoolean();
      }
      double[] pi = some(PROBABILITIES, count);
      double[] belief = some(SHARES, count);
      double level = some(LEVELS, 1)[0];
      double[] totals = some(new double[] {0, 3, 100, 1e9}, Confusion.WIDTH);
      for (Metric metric : Metrics.binary()) {
        for (MetricInterval interval : MetricIntervals.all()) {
          answer(
              () ->
                  interval.of(
                      metric,
                      MetricSample.of(Confusion.rows(positive, predicted), pi, SampleSize.RANDOM)
                          .withBeliefs(ClassBeliefs.binary(belief, predicted), totals),
                      level));
        }
      }
    }
    assertThat(answers).isGreaterThan(CASES / 2);
    assertThat(refusals).isPositive();
  }

  private void answer(Supplier<Interval> question) {
    try {
      Interval interval = question.get();
      assertThat(interval.low()).isFinite();
      assertThat(interval.high()).isFinite();
      answers++;
    } catch (EstimationException e) {
      assertThat(e.getMessage()).isNotBlank();
      refusals++;
    }
  }

  private double[] some(double[] values, int count) {
    double[] result = new double[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[random.nextInt(values.length)];
    }
    return result;
  }
}
