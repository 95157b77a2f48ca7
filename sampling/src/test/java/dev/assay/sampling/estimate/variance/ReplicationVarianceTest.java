package dev.assay.sampling.estimate.variance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.NoLabelException;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ReplicationVarianceTest {
  private final double[] pi = new double[60];
  private final double[] y = new double[60];

  ReplicationVarianceTest() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < pi.length; i++) {
      pi[i] = i < 5 ? 1 : .05 + .6 * random.nextDouble();
      y[i] = random.nextDouble() < .3 ? 1 : 0;
    }
  }

  @Test
  void jackknifeOfTheWeightedMeanIsDevillesOfItsLinearisation() {
    double units = 0;
    double total = 0;
    for (int i = 0; i < pi.length; i++) {
      units += 1 / pi[i];
      total += y[i] / pi[i];
    }
    double[] residual = new double[pi.length];
    for (int i = 0; i < pi.length; i++) {
      residual[i] = (y[i] - total / units) / units;
    }
    assertThat(Jackknife.variance(pi, ratio(y)))
        .isCloseTo(DevilleVariance.ofTotal(residual, pi), within(1e-12));
  }

  @Test
  void bootstrapOfATotalHasDevillesVariance() {
    ToDoubleFunction<double[]> total =
        w -> {
          double sum = 0;
          for (int i = 0; i < w.length; i++) {
            sum += w[i] * y[i];
          }
          return sum;
        };
    int replicates = 20_000;
    double expected = DevilleVariance.ofTotal(y, pi);
    // The relative error of a variance from B near-normal replicates is sqrt(2/B); kurtosis adds.
    assertThat(PpsBootstrap.variance(pi, total, replicates, 9))
        .isCloseTo(expected, within(expected * 5 * StrictMath.sqrt(2.0 / replicates)));
  }

  @Test
  void bootstrapKeepsCertainUnitsAndRepeatsItself() {
    double[] certain = {1, 1, 1};
    double[] values = PpsBootstrap.replicates(certain, w -> w[0] + 2 * w[1] + 4 * w[2], 10, 1);
    assertThat(values).containsOnly(7);
    assertThat(PpsBootstrap.replicates(pi, ratio(y), 5, 2))
        .containsExactly(PpsBootstrap.replicates(pi, ratio(y), 5, 2));
  }

  @Test
  void refusesTooLittleToReplicate() {
    assertThatThrownBy(() -> Jackknife.variance(new double[] {.5}, w -> 1))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> PpsBootstrap.variance(new double[0], w -> 1, 10, 1))
        .isInstanceOf(NoLabelException.class);
    assertThatThrownBy(() -> PpsBootstrap.variance(pi, w -> 1, 1, 1))
        .isInstanceOf(InvalidInputException.class);
  }

  private static ToDoubleFunction<double[]> ratio(double[] y) {
    return w -> {
      double total = 0;
      double units = 0;
      for (int i = 0; i < w.length; i++) {
        total += w[i] * y[i];
        units += w[i];
      }
      return total / units;
    };
  }
}
