package dev.assay.sampling.estimate;

import dev.assay.sampling.Coverage;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coverage and width of the default intervals at level 0.9 over repeated draws from one fixed pool.
 */
class IntervalCoverageTest {
  private static final int UNITS = 900;
  private static final int DRAWS = 1000;
  private static final double LEVEL = .9;
  private static final int PREVALENCE_LABELS = 90;

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
    Coverage coverage = coverage(z, g, x, rounds, labels, served, e -> GammaMidP.of(e, LEVEL));
    coverage.assertHeld("gamma mid-p");
    // Mid-p is what the exact interval gives away on account of counts being whole.
    coverage.assertPoissonWidth("gamma mid-p");
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
    Coverage coverage =
        coverage(z, g, x, rounds, PREVALENCE_LABELS, 1, e -> ResidualMidP.of(e, LEVEL));
    coverage.assertHeld("prevalence");
    coverage.assertMeanWidth("prevalence", exactWidth(missed, wrong));
  }

  /**
   * The expected width of MOVER over the exact bounds of two Poisson counts, those of a simple
   * random sample of as many labels, which the design is not to be worse than: it draws what is
   * missed or wrong more often than the rest.
   */
  private static double exactWidth(int missed, int wrong) {
    double share = (double) PREVALENCE_LABELS / UNITS;
    double width = 0;
    double ofMissed = StrictMath.exp(-missed * share);
    for (int m = 0; m < 30; m++) {
      double mass = ofMissed * StrictMath.exp(-wrong * share);
      for (int w = 0; w < 30; w++) {
        double down = StrictMath.hypot(m - Coverage.lower(m, LEVEL), Coverage.upper(w, LEVEL) - w);
        double up = StrictMath.hypot(Coverage.upper(m, LEVEL) - m, w - Coverage.lower(w, LEVEL));
        width += mass * (down + up) / PREVALENCE_LABELS;
        mass *= wrong * share / (w + 1);
      }
      ofMissed *= missed * share / (m + 1);
    }
    return width;
  }

  private static Coverage coverage(
      double[] z,
      double[] g,
      double[] x,
      int rounds,
      int labels,
      double served,
      Function<DifferenceEstimate, Interval> method) {
    double truth = Arrays.stream(z).sum() / z.length;
    SeededDraws draws = new SeededDraws(11);
    Coverage coverage = new Coverage(truth, LEVEL);
    for (int draw = 0; draw < DRAWS; draw++) {
      Waves waves = new Waves(z, g, rounds);
      for (int t = 0; t < rounds; t++) {
        int planned = (int) (labels / (rounds * served));
        double[] pi = waves.halfFlat(x, planned);
        int[] wave = draws.pivotal(waves.remaining(), pi);
        waves.serve(wave, (int) (wave.length * served), pi, planned);
      }
      DifferenceEstimate estimate = waves.estimate();
      coverage.add(estimate.mean(), method.apply(estimate));
    }
    return coverage;
  }
}
