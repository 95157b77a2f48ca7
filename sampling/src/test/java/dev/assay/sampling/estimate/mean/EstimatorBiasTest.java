package dev.assay.sampling.estimate.mean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.estimate.SampleSize;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Unbiased means |z| below 4 over 200,000 draws, of the estimate and of its variance. */
class EstimatorBiasTest {
  private static final int DRAWS = 200_000;
  private static final double Z_LIMIT = 4;
  private static final double[] VALUE = {1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0};
  private static final double[] BELIEF = {.7, .1, .2, .4, .1, .3, 0, .2, .1, .1, .2, .1};
  private static final double[] SIZE = {9, 3, 4, 7, 2, 5, 1, 4, 2, 3, 4, 3};
  private static final double TRUTH = 3 / 12.0;

  private final SplittableRandom random = new SplittableRandom(20);

  @Test
  void horvitzThompsonAndDifferenceUnderPoissonSampling() {
    check(new HorvitzThompson(), r -> poisson(), true);
    check(new Difference(), r -> poisson(), true);
  }

  @Test
  void importanceSamplingAndItsStratifiedKind() {
    check(new ImportanceSampling(), r -> withReplacement(), true);
    check(new StratifiedImportanceSampling(), r -> stratifiedWithReplacement(), true);
  }

  @Test
  void stratifiedSampling() {
    check(new Stratified(), r -> stratified(), true);
  }

  @Test
  void hajekIsBiasedWhereTheProbabilitiesFollowTheErrors() {
    assertThat(Math.abs(scores(new Hajek(), r -> poisson())[0])).isGreaterThan(2 * Z_LIMIT);
  }

  private void check(
      MeanEstimator estimator, Function<Integer, LabelledSample> draw, boolean varianceToo) {
    double[] scores = scores(estimator, draw);
    assertThat(scores[0]).as(estimator.name()).isBetween(-Z_LIMIT, Z_LIMIT);
    if (varianceToo) {
      assertThat(scores[1]).as("variance of " + estimator.name()).isBetween(-Z_LIMIT, Z_LIMIT);
    }
  }

  /** The z-scores of the mean error and of the variance estimate less the squared error. */
  private double[] scores(MeanEstimator estimator, Function<Integer, LabelledSample> draw) {
    double[] mean = new double[2];
    double[] square = new double[2];
    for (int i = 0; i < DRAWS; i++) {
      MeanEstimate estimate = estimator.estimate(draw.apply(i));
      double error = estimate.mean() - TRUTH;
      double[] miss = {error, estimate.variance() - error * error};
      for (int k = 0; k < 2; k++) {
        mean[k] += miss[k] / DRAWS;
        square[k] += miss[k] * miss[k] / DRAWS;
      }
    }
    return new double[] {
      mean[0] / StrictMath.sqrt(square[0] / DRAWS), mean[1] / StrictMath.sqrt(square[1] / DRAWS)
    };
  }

  private LabelledSample poisson() {
    int[] s;
    do {
      s = IntStream.range(0, 12).filter(i -> random.nextDouble() < probability(i)).toArray();
    } while (s.length == 0);
    double[] g = pick(BELIEF, s);
    return LabelledSample.of(12, pick(VALUE, s))
        .withInclusionProbability(
            Arrays.stream(s).mapToDouble(EstimatorBiasTest::probability).toArray(),
            SampleSize.RANDOM)
        .withControl(Control.ofTotal(g, Arrays.stream(BELIEF).sum()));
  }

  /** The first unit is certain, so that no sample is empty. */
  private static double probability(int i) {
    return i == 0 ? 1 : SIZE[i] / 10;
  }

  private LabelledSample withReplacement() {
    int[] s = new int[5];
    double[] q = new double[5];
    for (int m = 0; m < 5; m++) {
      s[m] = drawn(0, 12);
      q[m] = SIZE[s[m]] / Arrays.stream(SIZE).sum();
    }
    return LabelledSample.of(12, pick(VALUE, s)).withDrawProbability(q);
  }

  private LabelledSample stratifiedWithReplacement() {
    int[] s = {drawn(0, 4), drawn(0, 4), drawn(4, 12), drawn(4, 12), drawn(4, 12)};
    double[] q = new double[5];
    for (int m = 0; m < 5; m++) {
      q[m] = SIZE[s[m]] / (m < 2 ? 23.0 : 24.0);
    }
    return LabelledSample.of(12, pick(VALUE, s))
        .withDrawProbability(q)
        .withStrata(new Strata(new int[] {0, 0, 1, 1, 1}, new long[] {4, 8}));
  }

  private LabelledSample stratified() {
    int[] low = {0, 1, 2, 3};
    int[] high = {4, 5, 6, 7, 8, 9, 10, 11};
    shuffle(low);
    shuffle(high);
    int[] s = {low[0], low[1], high[0], high[1], high[2]};
    return LabelledSample.of(12, pick(VALUE, s))
        .withStrata(new Strata(new int[] {0, 0, 1, 1, 1}, new long[] {4, 8}));
  }

  private int drawn(int from, int to) {
    double sizes = 0;
    for (int i = from; i < to; i++) {
      sizes += SIZE[i];
    }
    double target = random.nextDouble() * sizes;
    int unit = from;
    while (unit < to - 1 && target >= SIZE[unit]) {
      target -= SIZE[unit];
      unit++;
    }
    return unit;
  }

  private void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  private static double[] pick(double[] values, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
  }
}
