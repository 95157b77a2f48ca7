package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.Coverage;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalEstimateTest {
  private static final double[] Z = {1, 0, 0, 1, 0, 0};
  private static final double[] PI = {.5, .2, .2, .4, .1, .1};

  @Test
  void withoutBeliefsTheRarerSideIsWeighed() {
    double[] common = {1, 1, 1, 1, 1, 0};
    IntervalEstimate estimate = of(common, new double[6], 0);
    // 1 less the weight of the one no, 1/pi of 40 units.
    assertThat(estimate.mean()).isCloseTo(1 - 10.0 / 40, within(1e-12));
    assertThat(estimate.interval().method()).isEqualTo(ResidualMidP.NAME);
  }

  @Test
  void beliefsOfTheComplementMirrorTheEstimateAndItsInterval() {
    double[] soft = {.5, .1, .2, .4, .1, .1};
    IntervalEstimate rare = of(Z, soft, 7);
    IntervalEstimate common = of(mirror(Z), mirror(soft), 33);
    assertThat(common.mean()).isCloseTo(1 - rare.mean(), within(1e-14));
    assertThat(common.standardError()).isCloseTo(rare.standardError(), within(1e-14));
    assertThat(common.interval().low()).isCloseTo(1 - rare.interval().high(), within(1e-12));
    assertThat(common.interval().high()).isCloseTo(1 - rare.interval().low(), within(1e-12));
  }

  @Test
  void meanIsCutToWhatTheLabelsProve() {
    // All clear, and the beliefs expected more of these six than of the pool: T is negative.
    double[] soft = {.9, .9, .9, .9, .9, .9};
    IntervalEstimate estimate = of(new double[6], soft, 7);
    assertThat(estimate.mean()).isZero();
    assertThat(estimate.interval().contains(0)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0.1,1", "0.5,1", "0.8,2", "0.95,1"})
  void coversAtEveryRateOfErrors(double rate, int rounds) {
    int units = 600;
    int draws = 1000;
    SplittableRandom random = new SplittableRandom(14);
    double[] g = new double[units];
    double[] x = new double[units];
    for (int i = 0; i < units; i++) {
      double spread = 2 * Math.min(rate, 1 - rate) * (random.nextDouble() - .5);
      g[i] = rate + spread;
      x[i] = StrictMath.sqrt(g[i] * (1 - g[i]));
    }
    Arrays.sort(g);
    double[] z = new SeededDraws(6).bernoulli(g);
    double truth = Arrays.stream(z).sum() / units;
    SeededDraws seeded = new SeededDraws(2);
    boolean rare = rate < .5;
    Coverage coverage = new Coverage(rare ? truth : 1 - truth, .9);
    for (int draw = 0; draw < draws; draw++) {
      Waves waves = new Waves(z, g, rounds);
      for (int t = 0; t < rounds; t++) {
        double[] pi = waves.halfFlat(x, 80 / rounds);
        int[] wave = seeded.pivotal(waves.remaining(), pi);
        waves.serve(wave, wave.length, pi, 80 / rounds);
      }
      IntervalEstimate estimate = IntervalEstimate.of(waves.estimate(), .9);
      coverage.add(
          rare ? estimate.mean() : 1 - estimate.mean(),
          rare ? estimate.interval() : estimate.interval().complement());
    }
    coverage.assertHeld("interval");
    coverage.assertPoissonWidth("interval");
  }

  private static IntervalEstimate of(double[] z, double[] g, double controlTotal) {
    Round[] round = {new Round(40, controlTotal, 6)};
    return IntervalEstimate.of(MultiRoundDifference.estimate(40, round, new int[6], z, g, PI), .9);
  }

  private static double[] mirror(double[] values) {
    return Arrays.stream(values).map(v -> 1 - v).toArray();
  }
}
