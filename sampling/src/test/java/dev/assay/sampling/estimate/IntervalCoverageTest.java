package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coverage of the default intervals at level 0.9 over repeated draws from one fixed pool. A
 * coverage of 0.9 shows as less than the limit, four standard errors below it, once in 30,000 runs.
 */
class IntervalCoverageTest {
  private static final int UNITS = 900;
  private static final int DRAWS = 1000;
  private static final double LOWEST = .9 - 4 * StrictMath.sqrt(.9 * .1 / DRAWS);

  @ParameterizedTest
  @DisplayName("gamma mid-p covers in one round and in several, served whole and in part")
  @CsvSource({"1,40,1", "1,120,1", "2,80,1", "4,120,1", "1,80,.5", "3,120,.5"})
  void gammaMidPCovers(int rounds, int labels, double served) {
    double[] g = new double[UNITS];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < UNITS; i++) {
      g[i] = Math.min(.6, .004 + .4 * StrictMath.pow(random.nextDouble(), 10));
    }
    Arrays.sort(g);
    double[] z = new SeededDraws(6).bernoulli(g);
    double[] x = Arrays.stream(g).map(p -> StrictMath.sqrt(p * (1 - p))).toArray();
    double coverage = coverage(z, g, x, rounds, labels, served, e -> GammaMidP.of(e, .9));
    assertThat(coverage).isGreaterThan(LOWEST);
  }

  @ParameterizedTest
  @DisplayName("prevalence interval covers for rare and common classes, and without any residual")
  @CsvSource({
    "18,0,0,1",
    "18,4,0,1",
    "90,0,4,3",
    "90,40,4,1",
    "450,40,40,3",
    "810,0,0,1",
    "810,4,40,1"
  })
  void prevalenceCovers(int positives, int missed, int wrong, int rounds) {
    int[] order = new SeededDraws(4).simple(SeededDraws.range(UNITS), UNITS);
    double[] z = new double[UNITS];
    double[] g = new double[UNITS];
    double[] x = new double[UNITS];
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < UNITS; i++) {
      int unit = order[i];
      z[unit] = i < positives ? 1 : 0;
      g[unit] = i >= missed && i < positives + wrong ? 1 : 0;
      x[unit] = .1 + random.nextDouble() * (z[unit] == g[unit] ? 1 : 2);
    }
    double coverage = coverage(z, g, x, rounds, 90, 1, e -> PrevalenceInterval.of(e, .9));
    assertThat(coverage).isGreaterThan(LOWEST);
  }

  private static double coverage(
      double[] z,
      double[] g,
      double[] x,
      int rounds,
      int labels,
      double served,
      Function<DifferenceEstimate, Interval> method) {
    double truth = Arrays.stream(z).sum() / z.length;
    SeededDraws draws = new SeededDraws(11);
    int covered = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Waves waves = new Waves(z, g, rounds);
      for (int t = 0; t < rounds; t++) {
        int planned = (int) (labels / (rounds * served));
        double[] pi = waves.halfFlat(x, planned);
        int[] wave = draws.pivotal(waves.remaining(), pi);
        waves.serve(wave, (int) (wave.length * served), pi, planned);
      }
      covered += method.apply(waves.estimate()).contains(truth) ? 1 : 0;
    }
    return (double) covered / DRAWS;
  }
}
