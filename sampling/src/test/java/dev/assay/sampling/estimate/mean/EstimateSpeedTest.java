package dev.assay.sampling.estimate.mean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.GammaMidP;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import dev.assay.sampling.estimate.SampleSize;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A default estimate with its interval from 10,000 labels takes less than 5 ms. */
@Isolated // measures
class EstimateSpeedTest {
  private static final int LABELS = 10_000;
  private static final long POPULATION = 200_000;
  private static final int REPEATS = 100;
  private static final double LIMIT_MILLIS = 5;

  private final double[] value = new double[LABELS];
  private final double[] belief = new double[LABELS];
  private final double[] pi = new double[LABELS];

  EstimateSpeedTest() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < LABELS; i++) {
      belief[i] = random.nextDouble() * .2;
      value[i] = random.nextDouble() < belief[i] ? 1 : 0;
      pi[i] = .02 + .5 * belief[i];
    }
  }

  @Test
  void oneSample() {
    assertThat(
            fastestMillis(
                () -> {
                  LabelledSample sample =
                      LabelledSample.of(POPULATION, value)
                          .withInclusionProbability(pi, SampleSize.FIXED)
                          .withControl(Control.ofTotal(belief, .1 * POPULATION));
                  double mean = MeanEstimators.unbiased(sample).estimate(sample).mean();
                  return mean + MeanIntervals.auto().of(sample, .9).width();
                }))
        .isLessThan(LIMIT_MILLIS);
  }

  @Test
  void tenRounds() {
    Round[] rounds = new Round[10];
    int[] round = new int[LABELS];
    for (int t = 0; t < 10; t++) {
      rounds[t] = new Round(POPULATION - 1000L * t, .1 * (POPULATION - 1000.0 * t), 1000);
    }
    for (int i = 0; i < LABELS; i++) {
      round[i] = i / 1000;
    }
    assertThat(
            fastestMillis(
                () -> {
                  DifferenceEstimate estimate =
                      MultiRoundDifference.estimate(POPULATION, rounds, round, value, belief, pi);
                  return estimate.mean() + GammaMidP.of(estimate, .9).width();
                }))
        .isLessThan(LIMIT_MILLIS);
  }

  /** Of many runs, since the first ones are interpreted and any may be interrupted. */
  private static double fastestMillis(DoubleSupplier work) {
    double fastest = Double.POSITIVE_INFINITY;
    double sum = 0;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      sum += work.getAsDouble();
      fastest = Math.min(fastest, (System.nanoTime() - start) / 1e6);
    }
    assertThat(sum).isFinite();
    return fastest;
  }
}
