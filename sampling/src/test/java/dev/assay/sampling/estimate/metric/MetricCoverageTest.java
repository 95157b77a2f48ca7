package dev.assay.sampling.estimate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.Coverage;
import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import dev.assay.sampling.estimate.SampleSize;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Coverage and width of the default metric interval at level 0.9 under Poisson sampling with a
 * floor, in one round and in two, calm and with labels flipped that no score tells of.
 */
class MetricCoverageTest {
  private static final int UNITS = 800;
  private static final int DRAWS = 800;

  /** A quarter wider than the normal interval of level 0.9: that one would hold 0.96. */
  private static final double GREATEST = .96;

  private final double[] belief = new double[UNITS];
  private final boolean[] predicted = new boolean[UNITS];
  private final boolean[] positive = new boolean[UNITS];
  private final SplittableRandom random = new SplittableRandom(31);

  @ParameterizedTest
  @ValueSource(doubles = {0, .02})
  void oneRoundCovers(double drift) {
    populate(drift);
    for (Metric metric : Metrics.binary()) {
      assertHonest(metric, 1);
    }
  }

  @Test
  void twoRoundsCover() {
    populate(0);
    assertHonest(BinaryMetrics.f(1), 2);
    assertHonest(BinaryMetrics.recall(), 2);
  }

  @Test
  void oneRoundIsTheSameHoweverItsWeightsAreGiven() {
    populate(0);
    int[] s = {3, 50, 120, 700};
    double[] pi = {.5, .2, .1, .3};
    DesignWeights rounds =
        MultiRoundDifference.estimate(
                UNITS,
                new Round[] {new Round(UNITS, 0, 4)},
                new int[4],
                new double[4],
                new double[4],
                pi)
            .designWeights();
    ClassBeliefs all = ClassBeliefs.binary(belief, predicted);
    MetricSample single =
        MetricSample.of(rows(s), pi, SampleSize.FIXED).withBeliefs(all.of(s), all.expectedTotals());
    MetricSample several =
        MetricSample.of(rows(s), rounds).withBeliefs(all.of(s), all.expectedTotals());
    MetricEstimate one = new DifferenceOfTotals().estimate(BinaryMetrics.f(1), single);
    MetricEstimate other = new DifferenceOfTotals().estimate(BinaryMetrics.f(1), several);
    assertThat(other.value()).isCloseTo(one.value(), within(1e-14));
    assertThat(other.variance()).isCloseTo(one.variance(), within(1e-14));
  }

  private void populate(double drift) {
    for (int i = 0; i < UNITS; i++) {
      double u = .01 + .98 * random.nextDouble();
      double logOdds = (i < 160 ? 2.5 : -4) + 1.8 * StrictMath.log(u / (1 - u));
      belief[i] = 1 / (1 + StrictMath.exp(-logOdds));
      predicted[i] = belief[i] > .5;
      positive[i] = random.nextDouble() < belief[i] != random.nextDouble() < drift;
    }
  }

  private void assertHonest(Metric metric, int rounds) {
    ClassBeliefs all = ClassBeliefs.binary(belief, predicted);
    double[] totals = new double[Confusion.WIDTH];
    for (int i = 0; i < UNITS; i++) {
      totals[Confusion.cell(positive[i], predicted[i])]++;
    }
    double truth = metric.value(totals);
    double[] pi = probabilities(AnticipatedDeviation.ofDifferenceEstimator(metric, all), 80);
    Coverage coverage = new Coverage(truth, .9);
    for (int draw = 0; draw < DRAWS; draw++) {
      MetricSample sample =
          rounds == 1 ? oneRound(pi) : twoRounds(Arrays.stream(pi).map(p -> p / 2).toArray());
      coverage.add(
          new DifferenceOfTotals().estimate(metric, sample).value(),
          MetricIntervals.auto().of(metric, sample, .9));
    }
    coverage.assertHeld(metric.name());
    coverage.assertNormalWidth(metric.name(), GREATEST);
  }

  private MetricSample oneRound(double[] pi) {
    int[] s = IntStream.range(0, UNITS).filter(i -> random.nextDouble() < pi[i]).toArray();
    double[] drawn = Arrays.stream(s).mapToDouble(i -> pi[i]).toArray();
    return withBeliefs(s, DesignWeights.ofSample(drawn, SampleSize.RANDOM));
  }

  private MetricSample twoRounds(double[] pi) {
    int[] first = IntStream.range(0, UNITS).filter(i -> random.nextDouble() < pi[i]).toArray();
    int[] next =
        IntStream.range(0, UNITS)
            .filter(i -> Arrays.binarySearch(first, i) < 0 && random.nextDouble() < pi[i])
            .toArray();
    int[] s = IntStream.concat(Arrays.stream(first), Arrays.stream(next)).toArray();
    int[] round = new int[s.length];
    Arrays.fill(round, first.length, s.length, 1);
    double[] drawn = Arrays.stream(s).mapToDouble(i -> pi[i]).toArray();
    DesignWeights weights =
        MultiRoundDifference.estimate(
                UNITS,
                new Round[] {new Round(UNITS, 0, 40), new Round(UNITS - first.length, 0, 40)},
                new double[] {.5, .5},
                SampleSize.RANDOM,
                round,
                new double[s.length],
                new double[s.length],
                drawn)
            .designWeights();
    return withBeliefs(s, weights);
  }

  private MetricSample withBeliefs(int[] s, DesignWeights weights) {
    ClassBeliefs all = ClassBeliefs.binary(belief, predicted);
    return MetricSample.of(rows(s), weights).withBeliefs(all.of(s), all.expectedTotals());
  }

  private double[][] rows(int[] s) {
    double[][] rows = new double[s.length][Confusion.WIDTH];
    for (int i = 0; i < s.length; i++) {
      rows[i][Confusion.cell(positive[s[i]], predicted[s[i]])] = 1;
    }
    return rows;
  }

  /** Half spread evenly, half by the deviation. */
  private static double[] probabilities(double[] deviation, double labels) {
    double sum = Arrays.stream(deviation).sum();
    return Arrays.stream(deviation)
        .map(d -> Math.min(1, .5 * labels / UNITS + .5 * labels * d / sum))
        .toArray();
  }
}
