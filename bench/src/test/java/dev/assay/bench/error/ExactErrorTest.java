package dev.assay.bench.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.design.strata.Strata;
import org.junit.jupiter.api.Test;

/** Against enumeration of every sample. */
class ExactErrorTest {
  private static final double[] VALUES = {0, 1, 1, 0, 0.5};
  private static final double TRUTH = 0.5;
  private static final double EXACT = 1e-12;

  @Test
  void ofPairsWithAndWithoutReplacement() {
    double with = 0;
    double without = 0;
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        double error = (VALUES[i] + VALUES[j]) / 2 - TRUTH;
        with += error * error / 25;
        without += i == j ? 0 : error * error / 20;
      }
    }
    assertThat(ExactError.randomWithReplacement(VALUES, 2)).isCloseTo(with, within(EXACT));
    assertThat(ExactError.randomWithoutReplacement(VALUES, 2)).isCloseTo(without, within(EXACT));
  }

  @Test
  void ofImportanceSamplingWithinStrata() {
    Strata strata = Strata.ofLabels(new int[] {0, 0, 0, 1, 1});
    double[] q = {0.2, 0.3, 0.5, 0.25, 0.75};
    double[] expected = {2 * 0.2, 2 * 0.3, 2 * 0.5, 0.25, 0.75};
    double variance = 0;
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        for (int c = 3; c < 5; c++) {
          double first = (VALUES[a] / (3 * q[a]) + VALUES[b] / (3 * q[b])) / 2;
          double second = VALUES[c] / (2 * q[c]);
          double error = 0.6 * first + 0.4 * second - TRUTH;
          variance += q[a] * q[b] * q[c] * error * error;
        }
      }
    }
    assertThat(ExactError.importance(VALUES, strata, expected)).isCloseTo(variance, within(EXACT));
  }

  @Test
  void ofStratifiedSamplesWithoutReplacement() {
    Strata strata = Strata.ofLabels(new int[] {0, 0, 0, 1, 1});
    double[] inclusion = {2.0 / 3, 2.0 / 3, 2.0 / 3, 0.5, 0.5};
    double variance = 0;
    for (int left = 0; left < 3; left++) {
      for (int c = 3; c < 5; c++) {
        double first = (VALUES[0] + VALUES[1] + VALUES[2] - VALUES[left]) / 2;
        double error = 0.6 * first + 0.4 * VALUES[c] - TRUTH;
        variance += error * error / 6;
      }
    }
    assertThat(ExactError.stratified(VALUES, strata, inclusion)).isCloseTo(variance, within(EXACT));
  }

  @Test
  void ofPoissonSamples() {
    double[] inclusion = {0.1, 0.9, 0.4, 0.5, 1};
    double variance = 0;
    for (int mask = 0; mask < 32; mask++) {
      double probability = 1;
      double estimate = 0;
      for (int i = 0; i < 5; i++) {
        boolean in = (mask >> i & 1) == 1;
        probability *= in ? inclusion[i] : 1 - inclusion[i];
        estimate += in ? VALUES[i] / inclusion[i] / 5 : 0;
      }
      variance += probability * (estimate - TRUTH) * (estimate - TRUTH);
    }
    assertThat(ExactError.poisson(VALUES, inclusion)).isCloseTo(variance, within(EXACT));
  }
}
