package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.Coverage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Waves that were drawn to be learned from, with very uneven probabilities, before waves that were
 * drawn to measure.
 */
class PlannedVarianceTest {
  private static final int UNITS = 800;
  private static final int DRAWS = 500;
  private static final int WAVES = 6;
  private static final int LEARNING_WAVES = 3;
  private static final int WAVE = 25;
  private static final double LEVEL = .9;
  private static final double Z_LIMIT = 4;

  /** Of the squared error with weights by counts. Beliefs a fifth of what they should be: .65. */
  private static final double GREATEST_PART = .75;

  private final double[] z = new double[UNITS];
  private final double[] g = new double[UNITS];
  private final double[] doubt = new double[UNITS];
  private final double[] wanted = new double[UNITS];

  @Test
  void sumsSpreadsOverWhatIsLeftOut() {
    PlannedVariance variance = new PlannedVariance();
    variance.add(.25, .1);
    variance.add(.16, 1);
    variance.add(.0001, .5);
    assertThat(variance.value()).isCloseTo(.25 * 9 + PlannedVariance.LEAST_SPREAD, within(1e-12));
    assertThat(variance.ofCount()).isCloseTo(9 + 0 + 1, within(1e-12));
  }

  @Test
  void isUnknownWhereAProbabilityHasNoInverse() {
    PlannedVariance variance = new PlannedVariance();
    variance.add(.25, Double.MIN_VALUE);
    assertThat(variance.value()).isNaN();
    assertThat(variance.ofCount()).isNaN();
  }

  @Test
  void aRoundIsPlannedByItsBeliefsAndProbabilities() {
    MultiRoundDifference.Round round =
        MultiRoundDifference.Round.planned(new double[] {.5, .2}, new double[] {.1, .5}, 1);
    assertThat(round.remainingCount()).isEqualTo(2);
    assertThat(round.controlTotal()).isCloseTo(.7, within(1e-12));
    assertThat(round.plannedVariance()).isCloseTo(.25 * 9 + .16, within(1e-12));
    assertThat(round.countVariance()).isCloseTo(10, within(1e-12));
  }

  @ParameterizedTest
  @DisplayName("beliefs that are right, too sure and too doubtful")
  @ValueSource(doubles = {1, .2, 2})
  void wavesThatLearnCostTheEstimateLittle(double factor) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < UNITS; i++) {
      double rate = .6 * StrictMath.pow(random.nextDouble(), 4);
      z[i] = random.nextDouble() < rate ? 1 : 0;
      g[i] = Math.min(factor * rate, .95);
      doubt[i] = StrictMath.sqrt(g[i] * (1 - g[i]));
      wanted[i] = random.nextDouble() < .1 ? 1 : .01;
    }
    double truth = Arrays.stream(z).sum() / UNITS;
    Coverage coverage = new Coverage(truth, LEVEL);
    SeededDraws draws = new SeededDraws(5);
    double errors = 0;
    double squares = 0;
    double squaresByCount = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Waves waves = waves(draws);
      DifferenceEstimate estimate = waves.estimateByVariance();
      double error = estimate.mean() - truth;
      double byCount = waves.estimate().mean() - truth;
      errors += error;
      squares += error * error;
      squaresByCount += byCount * byCount;
      coverage.add(estimate.mean(), ResidualMidP.of(estimate, LEVEL));
    }
    assertThat(errors / DRAWS)
        .as("bias")
        .isCloseTo(0, within(Z_LIMIT * StrictMath.sqrt(squares) / DRAWS));
    coverage.assertBetween("error rate", .88, .97);
    assertThat(squares).as("squared error").isLessThan(GREATEST_PART * squaresByCount);
  }

  private Waves waves(SeededDraws draws) {
    Waves waves = new Waves(z, g, WAVES);
    for (int t = 0; t < WAVES; t++) {
      double[] pi = probabilities(waves.remaining(), t < LEARNING_WAVES ? wanted : doubt);
      waves.serve(draws.pivotal(waves.remaining(), pi), WAVE, pi, WAVE);
    }
    return waves;
  }

  /** A tenth of the wave evenly, the rest as wanted. */
  private double[] probabilities(int[] remaining, double[] x) {
    double[] pi = new double[UNITS];
    double sum = SeededDraws.sum(x, remaining);
    for (int i : remaining) {
      pi[i] = .1 * WAVE / remaining.length + .9 * WAVE * x[i] / sum;
    }
    return pi;
  }
}
