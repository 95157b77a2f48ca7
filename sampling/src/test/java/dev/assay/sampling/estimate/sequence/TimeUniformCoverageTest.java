package dev.assay.sampling.estimate.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.sequence.WeightedDraws.Draw;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Sequences at level 0.9 over 300 runs of up to 150 draws: the truth must lie in every interval of
 * a run. A coverage of 0.9 shows as less than the limit, four standard errors below it, once in
 * 30,000 times. Where errors are rare, they are narrower than Hoeffding's interval for the one
 * number of draws, which does not know that.
 */
class TimeUniformCoverageTest {
  private static final int RUNS = 300;
  private static final int DRAWS = 150;
  private static final int UNITS = 300;
  private static final int[] CHECKED = {50, DRAWS};
  private static final double LOWEST = .9 - 4 * StrictMath.sqrt(.9 * .1 / RUNS);

  private final double[] z = new double[UNITS];
  private final double[] g = new double[UNITS];
  private final double truth;

  TimeUniformCoverageTest() {
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < UNITS; i++) {
      g[i] = .01 + .2 * StrictMath.pow(random.nextDouble(), 4);
      z[i] = random.nextDouble() < g[i] ? 1 : 0;
    }
    truth = Arrays.stream(z).sum() / UNITS;
  }

  @Test
  void hedgedCapitalWithReplacement() {
    assertHonest(r -> HedgedCapital.withReplacement(independent(r), .9));
  }

  @Test
  void predictableBernsteinWithReplacement() {
    assertHonest(r -> PredictableBernstein.withReplacement(independent(r), .9));
  }

  @Test
  void bothWithoutReplacement() {
    assertHonest(r -> HedgedCapital.withoutReplacement(values(shuffled(r)), UNITS, .9));
    assertHonest(r -> PredictableBernstein.withoutReplacement(values(shuffled(r)), UNITS, .9));
  }

  @Test
  void weightedDrawsWithControlVariate() {
    assertHonest(r -> WeightedDraws.band(UNITS, weighted(r), .9));
  }

  @Test
  void allDrawnWithoutReplacementIsTheMean() {
    double[] all = Arrays.copyOf(z, UNITS);
    ConfidenceBand band = HedgedCapital.withoutReplacement(all, UNITS, .9);
    assertThat(band.last().low()).isCloseTo(truth, within(1e-12));
    assertThat(band.last().high()).isCloseTo(truth, within(1e-12));
    assertThat(band.count()).isEqualTo(UNITS);
  }

  @Test
  void intervalsOnlyShrink() {
    ConfidenceBand band = WeightedDraws.band(UNITS, weighted(new SplittableRandom(4)), .9);
    for (int t = 2; t <= band.count(); t++) {
      assertThat(band.after(t).low()).isGreaterThanOrEqualTo(band.after(t - 1).low());
      assertThat(band.after(t).high()).isLessThanOrEqualTo(band.after(t - 1).high());
    }
  }

  @Test
  void estimatesOutsideTheirRangesAreRefused() {
    double[] one = {2};
    assertThatThrownBy(
            () ->
                HedgedCapital.ofUnbiased(
                    one, new double[] {0}, new double[] {1}, .9, new AdaptiveGrapa(.5, .1)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new AdaptiveGrapa(.5, 0)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Draw(1, 0, 0, 0, 0, 1)).isInstanceOf(InvalidInputException.class);
  }

  private void assertHonest(Function<SplittableRandom, ConfidenceBand> run) {
    SplittableRandom random = new SplittableRandom(77);
    int covered = 0;
    double[] width = new double[DRAWS + 1];
    for (int i = 0; i < RUNS; i++) {
      ConfidenceBand band = run.apply(random.split());
      covered += band.alwaysContains(truth) ? 1 : 0;
      for (int t : CHECKED) {
        width[t] += band.after(t).width() / RUNS;
      }
    }
    assertThat((double) covered / RUNS).isGreaterThan(LOWEST);
    for (int t : CHECKED) {
      double hoeffding = StrictMath.sqrt(2 * StrictMath.log(2 / .1) / t);
      assertThat(width[t]).as("after %d", t).isLessThan(hoeffding);
    }
  }

  private double[] independent(SplittableRandom random) {
    double[] x = new double[DRAWS];
    for (int t = 0; t < DRAWS; t++) {
      x[t] = z[random.nextInt(UNITS)];
    }
    return x;
  }

  private int[] shuffled(SplittableRandom random) {
    int[] order = new int[UNITS];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < DRAWS; i++) {
      int j = i + random.nextInt(UNITS - i);
      int unit = order[i];
      order[i] = order[j];
      order[j] = unit;
    }
    return Arrays.copyOf(order, DRAWS);
  }

  private double[] values(int[] units) {
    return Arrays.stream(units).mapToDouble(i -> z[i]).toArray();
  }

  private Draw[] weighted(SplittableRandom random) {
    Draw[] draws = new Draw[DRAWS];
    boolean[] drawn = new boolean[UNITS];
    for (int t = 0; t < DRAWS; t++) {
      double sizes = 0;
      double control = 0;
      for (int i = 0; i < UNITS; i++) {
        sizes += drawn[i] ? 0 : size(i);
        control += drawn[i] ? 0 : g[i];
      }
      double target = random.nextDouble() * sizes;
      int chosen = -1;
      double least = 0;
      double most = 0;
      for (int i = 0; i < UNITS; i++) {
        if (!drawn[i]) {
          double q = size(i) / sizes;
          least = Math.min(least, -g[i] / q);
          most = Math.max(most, (1 - g[i]) / q);
          chosen = target >= 0 ? i : chosen;
          target -= size(i);
        }
      }
      drawn[chosen] = true;
      draws[t] = new Draw(z[chosen], g[chosen], size(chosen) / sizes, control, least, most);
    }
    return draws;
  }

  private double size(int i) {
    return .1 + StrictMath.sqrt(g[i]);
  }
}
