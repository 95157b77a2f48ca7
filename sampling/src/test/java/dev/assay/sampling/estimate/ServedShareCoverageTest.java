package dev.assay.sampling.estimate;

import dev.assay.sampling.Coverage;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coverage and width at level 0.9 of shares anywhere in [0, 1], over waves as they are served: of
 * unequal probabilities, withdrawn part-way, with some labels still out.
 */
class ServedShareCoverageTest {
  private static final int UNITS = 1_000;
  private static final int DRAWS = 1_000;
  private static final int WAVES = 3;
  private static final int LABELS = 90;
  private static final double LEVEL = .9;

  /** What an interval may be above its level for counts being whole. */
  private static final double GREATEST = .97;

  private final double[] z = new double[UNITS];
  private final double[] x = new double[UNITS];
  private final SplittableRandom random = new SplittableRandom(21);

  @ParameterizedTest
  @DisplayName("a class: without predictions, with useless ones, and with good ones")
  @CsvSource({
    ".01,none",
    ".1,none",
    ".5,none",
    ".9,none",
    ".99,none",
    ".1,useless",
    ".5,useless",
    ".9,useless",
    ".1,good",
    ".5,good",
    ".9,good"
  })
  void ofAClass(double share, String model) {
    int[] order = new SeededDraws(4).simple(SeededDraws.range(UNITS), UNITS);
    int[] predicted = new int[UNITS];
    for (int i = 0; i < UNITS; i++) {
      int unit = order[i];
      z[unit] = i < share * UNITS ? 1 : 0;
      boolean right = random.nextDouble() < (model.equals("good") ? .9 : .5);
      predicted[unit] = model.equals("none") ? -1 : (z[unit] == 1) == right ? 0 : 1;
      x[unit] = .1 + random.nextDouble() * (model.equals("good") && !right ? 2 : 1);
    }
    Coverage coverage =
        simulate(
            waves -> {
              int[] labelled = waves.labelled();
              ConfusionControl.Belief belief =
                  new ConfusionControl(
                          2,
                          Arrays.stream(labelled).map(i -> predicted[i]).toArray(),
                          Arrays.stream(labelled).map(i -> z[i] == 1 ? 0 : 1).toArray(),
                          waves.estimate().designWeights())
                      .in(0);
              return waves.estimate(Arrays.stream(predicted).mapToDouble(belief::of).toArray());
            });
    coverage.assertBetween("share", .88, GREATEST);
    if (model.equals("good")) {
      coverage.assertMeanWidth("share", 2 * 1.6449 * StrictMath.sqrt(share * (1 - share) / LABELS));
    } else {
      coverage.assertPoissonWidth("share");
    }
  }

  @ParameterizedTest
  @DisplayName("an error rate that the model understates, and one that it overstates")
  @CsvSource({".01,.3", ".1,.3", ".5,.3", ".9,.3", ".99,.3", ".01,5", ".1,5"})
  void ofAnErrorRate(double share, double factor) {
    double[] g = new double[UNITS];
    for (int i = 0; i < UNITS; i++) {
      double rate = share + Math.min(share, 1 - share) * (2 * random.nextDouble() - 1);
      z[i] = random.nextDouble() < rate ? 1 : 0;
      g[i] = Math.min(factor * rate, .9);
      x[i] = StrictMath.sqrt(g[i] * (1 - g[i]));
    }
    Coverage coverage =
        simulate(
            waves -> {
              BeliefShift shift = BeliefShift.of(waves.estimate(g));
              return waves.estimate(Arrays.stream(g).map(shift::of).toArray());
            });
    coverage.assertBetween("error rate", .88, GREATEST);
    coverage.assertPoissonWidth("error rate");
  }

  private Coverage simulate(Function<Waves, DifferenceEstimate> method) {
    SeededDraws draws = new SeededDraws(11);
    double share = Arrays.stream(z).sum() / UNITS;
    boolean rare = share <= .5;
    Coverage coverage = new Coverage(rare ? share : 1 - share, LEVEL);
    for (int draw = 0; draw < DRAWS; draw++) {
      Waves waves = new Waves(z, new double[UNITS], WAVES);
      for (int t = 0; t < WAVES; t++) {
        int planned = LABELS / WAVES * 3 / 2;
        double[] pi = waves.halfFlat(x, planned);
        waves.serve(draws.pivotal(waves.remaining(), pi), LABELS / WAVES, 3, pi, planned);
      }
      DifferenceEstimate estimate = method.apply(waves);
      Interval interval = ResidualMidP.of(estimate, LEVEL);
      coverage.add(
          rare ? estimate.mean() : 1 - estimate.mean(), rare ? interval : interval.complement());
    }
    return coverage;
  }
}
