package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.Coverage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Waves withdrawn part-way: a random part of each is served, and the probabilities are scaled by
 * that part. Unbiased means |z| below 4 over the draws.
 */
class MultiRoundWithdrawalTest {
  private static final int UNITS = 300;
  private static final int PLANNED = 30;
  private static final int WAVES = 3;
  private static final int DRAWS = 10_000;
  private static final int ENOUGH = 3;
  private static final double Z_LIMIT = 4;

  private final double[] g = new double[UNITS];
  private final double[] z = new double[UNITS];
  private final double[] x = new double[UNITS];
  private final double truth;

  MultiRoundWithdrawalTest() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < UNITS; i++) {
      double rank = (double) i / UNITS;
      g[i] = .02 + .3 * rank * rank;
      z[i] = random.nextDouble() < 1.2 * g[i] ? 1 : 0;
      x[i] = .3 + rank;
    }
    truth = Arrays.stream(z).sum() / UNITS;
  }

  @Test
  void momentIndependentOfLabelsIsUnbiasedWithPlannedWeights() {
    assertThat(simulate(Moment.INDEPENDENT, true).zScore(truth)).isBetween(-Z_LIMIT, Z_LIMIT);
  }

  @Test
  void momentIndependentOfLabelsIsUnbiasedWithRealisedWeightsToo() {
    assertThat(simulate(Moment.INDEPENDENT, false).zScore(truth)).isBetween(-Z_LIMIT, Z_LIMIT);
  }

  @Test
  void momentByEarlierWavesLabelsIsUnbiasedWithPlannedWeights() {
    assertThat(simulate(Moment.BY_EARLIER_WAVES, true).zScore(truth)).isBetween(-Z_LIMIT, Z_LIMIT);
  }

  @Test
  void momentByEarlierWavesLabelsIsBiasedWithRealisedWeights() {
    assertThat(simulate(Moment.BY_EARLIER_WAVES, false).zScore(truth)).isLessThan(-2 * Z_LIMIT);
  }

  @Test
  void momentByTheSameWavesLabelsIsBiasedWhateverTheWeights() {
    assertThat(simulate(Moment.BY_SAME_WAVE, true).zScore(truth)).isGreaterThan(2 * Z_LIMIT);
    assertThat(simulate(Moment.BY_SAME_WAVE, false).zScore(truth)).isGreaterThan(2 * Z_LIMIT);
  }

  @Test
  void labelsStillOutAreStoodForByTheOthersOfTheirRound() {
    SeededDraws draws = new SeededDraws(3);
    Moments means = new Moments();
    Moments variances = new Moments();
    Coverage coverage = new Coverage(truth, .9);
    for (int draw = 0; draw < DRAWS; draw++) {
      Waves waves = new Waves(z, g, WAVES);
      for (int t = 0; t < WAVES; t++) {
        double[] pi = waves.halfFlat(x, PLANNED);
        int[] wave = draws.pivotal(waves.remaining(), pi);
        int stillOut = draws.below(wave.length / 2);
        waves.serve(wave, wave.length - stillOut, stillOut, pi, PLANNED);
      }
      DifferenceEstimate estimate = waves.estimate();
      means.add(estimate.mean());
      variances.add(estimate.variance());
      coverage.add(estimate.mean(), GammaMidP.of(estimate, .9));
    }
    assertThat(means.zScore(truth)).isBetween(-Z_LIMIT, Z_LIMIT);
    // Deville's formula is an approximation; a tenth is more than it is off here.
    assertThat(variances.mean() / means.variance()).isBetween(.9, 1.1);
    coverage.assertHeld("gamma mid-p");
    coverage.assertPoissonWidth("gamma mid-p");
  }

  private Moments simulate(Moment moment, boolean plannedWeights) {
    SeededDraws draws = new SeededDraws(1);
    Moments means = new Moments();
    for (int draw = 0; draw < DRAWS; draw++) {
      Waves waves = new Waves(z, g, WAVES);
      int found = ENOUGH;
      for (int t = 0; t < WAVES; t++) {
        double[] pi = waves.halfFlat(x, PLANNED);
        int[] wave = draws.pivotal(waves.remaining(), pi);
        int served = served(moment, draws, wave, found);
        found = waves.serve(wave, served, pi, plannedWeights ? PLANNED : served);
      }
      means.add(waves.estimate().mean());
    }
    return means;
  }

  private int served(Moment moment, SeededDraws draws, int[] wave, int found) {
    return switch (moment) {
      case INDEPENDENT -> 1 + draws.below(wave.length);
      case BY_EARLIER_WAVES -> found >= ENOUGH ? wave.length : 3;
      case BY_SAME_WAVE -> untilSecondError(wave);
    };
  }

  private int untilSecondError(int[] wave) {
    int errors = 0;
    int served = 0;
    while (served < wave.length && errors < 2) {
      errors += z[wave[served]] > 0 ? 1 : 0;
      served++;
    }
    return served;
  }

  /** What the moment of withdrawal depends on. */
  private enum Moment {
    INDEPENDENT,
    BY_EARLIER_WAVES,
    BY_SAME_WAVE
  }
}
