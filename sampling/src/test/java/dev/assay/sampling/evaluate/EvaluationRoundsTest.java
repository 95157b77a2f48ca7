package dev.assay.sampling.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.ResidualMidP;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationRoundsTest {
  private static final int UNITS = 500;
  private static final int BUDGET = 100;
  private static final int RUNS = 250;
  private static final double LEVEL = 0.9;
  private static final double FLOOR = 0.5;

  /** Errors that happen as often as they are believed, one in twelve. */
  private static final double[] ERROR = errors();

  private static final boolean[] WRONG = outcomes(ERROR);

  private static double[] errors() {
    double[] errors = new double[UNITS];
    SeededStream random = new SeededStream(11);
    for (int i = 0; i < errors.length; i++) {
      double u = random.nextUnit();
      errors[i] = 0.005 + 0.5 * u * u * u * u;
    }
    return errors;
  }

  private static boolean[] outcomes(double[] errors) {
    boolean[] wrong = new boolean[errors.length];
    SeededStream random = new SeededStream(12);
    for (int i = 0; i < errors.length; i++) {
      wrong[i] = random.nextUnit() < errors[i];
    }
    return wrong;
  }

  private static double truth() {
    int count = 0;
    for (boolean wrong : WRONG) {
      count += wrong ? 1 : 0;
    }
    return (double) count / UNITS;
  }

  /** All rounds of a run, with labels of which some never come. */
  private static DifferenceEstimate run(
      RoundDesign design, int rounds, double response, long seed) {
    RoundPlan plan = RoundPlan.of(UNITS, BUDGET, rounds);
    SeededStream chance = new SeededStream(seed, 77);
    BitSet left = new BitSet();
    left.set(0, UNITS);
    List<RoundsEstimate.Group> groups = new ArrayList<>();
    List<Integer> group = new ArrayList<>();
    List<Integer> unit = new ArrayList<>();
    List<Double> pi = new ArrayList<>();
    for (int t = 0; t < rounds; t++) {
      int[] candidates = left.stream().toArray();
      double[] error = Arrays.stream(candidates).mapToDouble(i -> ERROR[i]).toArray();
      RoundFrame frame = RoundFrame.ofErrors(error, FLOOR, 5);
      if (design.isAdaptive()) {
        boolean[] wrong = new boolean[unit.size()];
        for (int k = 0; k < wrong.length; k++) {
          wrong[k] = WRONG[unit.get(k)];
        }
        frame = Learning.applied(frame, unit.stream().mapToDouble(i -> ERROR[i]).toArray(), wrong);
      }
      RoundDraw draw = design.draw(frame, plan.sizes()[t], seed * 31 + t);
      double control = Arrays.stream(error).sum();
      for (int k : draw.units()) {
        left.clear(candidates[k]);
        if (chance.nextUnit() < response) {
          group.add(groups.size());
          unit.add(candidates[k]);
          pi.add(draw.inclusionProbabilities()[k]);
        }
      }
      groups.add(new RoundsEstimate.Group(draw.units().length, control, plan.weights()[t]));
    }
    return RoundsEstimate.of(
            UNITS,
            groups,
            design.sampleSize(),
            new RoundsEstimate.Labels(
                group.stream().mapToInt(Integer::intValue).toArray(),
                unit.stream().mapToDouble(i -> WRONG[i] ? 1 : 0).toArray(),
                unit.stream().mapToDouble(i -> ERROR[i]).toArray(),
                pi.stream().mapToDouble(Double::doubleValue).toArray()))
        .orElseThrow();
  }

  /** What many runs say. */
  private record Seen(double zScore, double coverage, double halfWidth, double deviation) {
    static Seen of(RoundDesign design, int rounds, double response) {
      double sum = 0;
      double squares = 0;
      int held = 0;
      double width = 0;
      for (int run = 0; run < RUNS; run++) {
        DifferenceEstimate estimate = run(design, rounds, response, 1_000 + run);
        double miss = estimate.mean() - truth();
        sum += miss;
        squares += miss * miss;
        Interval interval = ResidualMidP.of(estimate, LEVEL);
        held += interval.low() <= truth() && truth() <= interval.high() ? 1 : 0;
        width += (interval.high() - interval.low()) / 2;
      }
      double deviation = StrictMath.sqrt(squares / RUNS);
      return new Seen(
          sum / RUNS / (deviation / StrictMath.sqrt(RUNS)),
          (double) held / RUNS,
          width / RUNS,
          deviation);
    }
  }

  @ParameterizedTest
  @EnumSource(RoundDesign.class)
  void isWithoutBiasCoversAndIsAsSureAsWasForetold(RoundDesign design) {
    Seen seen = Seen.of(design, 1, 1);

    // Ten designs at three settings: 3.5 deviations are exceeded by chance in one of 70 such runs.
    assertThat(seen.zScore()).isBetween(-3.5, 3.5);
    assertThat(seen.coverage()).isBetween(0.86, 1.0);
    assertThat(forecast(design).halfWidth(BUDGET) / seen.halfWidth()).isBetween(0.75, 1.25);
  }

  @ParameterizedTest
  @EnumSource(RoundDesign.class)
  void roundsThatLearnStayWithoutBias(RoundDesign design) {
    Seen seen = Seen.of(design, 4, 1);

    assertThat(seen.zScore()).isBetween(-3.5, 3.5);
    assertThat(seen.coverage()).isBetween(0.86, 1.0);
    assertThat(forecast(design).halfWidth(BUDGET) / seen.halfWidth()).isBetween(0.75, 1.25);
  }

  @ParameterizedTest
  @EnumSource(RoundDesign.class)
  void whatIsJudgedStandsForWhatIsNot(RoundDesign design) {
    Seen seen = Seen.of(design, 2, 0.6);

    assertThat(seen.zScore()).isBetween(-3.5, 3.5);
    assertThat(seen.coverage()).isBetween(0.86, 1.0);
  }

  private static HalfWidthForecast forecast(RoundDesign design) {
    return HalfWidthForecast.ofErrors(design, RoundFrame.ofErrors(ERROR, FLOOR, 5), UNITS, LEVEL);
  }

  @ParameterizedTest
  @EnumSource(RoundDesign.class)
  void labelsNeededInvertsTheForecast(RoundDesign design) {
    HalfWidthForecast forecast = forecast(design);

    int needed = forecast.labelsNeeded(0.03);

    assertThat(forecast.halfWidth(needed)).isLessThanOrEqualTo(0.03);
    assertThat(forecast.halfWidth(Math.max(needed * 9 / 10, 1))).isGreaterThan(0.03);
    assertThat(forecast.labelsNeeded(1e-9)).isEqualTo(UNITS);
  }

  @ParameterizedTest
  @EnumSource(RoundDesign.class)
  void probabilitiesAreThoseOfTheDraw(RoundDesign design) {
    RoundFrame frame = RoundFrame.ofErrors(ERROR, FLOOR, 5);
    double[] pi = design.inclusionProbabilities(frame, BUDGET);
    int[] drawn = new int[UNITS];
    int runs = 1_000;
    double size = 0;
    for (int run = 0; run < runs; run++) {
      RoundDraw draw = design.draw(frame, BUDGET, run);
      assertThat(draw.units()).doesNotHaveDuplicates();
      size += draw.units().length;
      for (int unit : draw.units()) {
        drawn[unit]++;
      }
    }
    // 500 units: 4.5 standard deviations are exceeded by chance in one of 300 tests of a design.
    for (int i = 0; i < UNITS; i++) {
      double deviation = StrictMath.sqrt(pi[i] * (1 - pi[i]) * runs);
      assertThat((double) drawn[i]).isCloseTo(pi[i] * runs, within(4.5 * deviation + 1));
    }
    assertThat(size / runs).isCloseTo(Arrays.stream(pi).sum(), within(1.5));
    assertThat(pi).isEqualTo(design.draw(frame, BUDGET, 3).inclusionProbabilities());
  }

  @Test
  void aBudgetThatCoversTheFrameTakesAll() {
    RoundFrame frame = RoundFrame.ofErrors(new double[] {0.1, 0.2, 0}, FLOOR, 5);

    for (RoundDesign design : RoundDesign.values()) {
      RoundDraw draw = design.draw(frame, 3, 1);
      assertThat(draw.units()).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(draw.inclusionProbabilities()).containsOnly(1);
      assertThat(RoundDesign.named(design.designName())).contains(design);
    }
    assertThat(forecast(RoundDesign.POISSON).halfWidth(UNITS)).isZero();
  }

  @Test
  void whereNothingIsInDoubtAllUnitsAreAlike() {
    RoundFrame frame = RoundFrame.ofErrors(new double[40], FLOOR, 5);

    for (RoundDesign design : RoundDesign.values()) {
      double[] pi = design.inclusionProbabilities(frame, 10);
      assertThat(Arrays.stream(pi).max().orElseThrow())
          .isCloseTo(Arrays.stream(pi).min().orElseThrow(), within(1e-12));
    }
  }

  @Test
  void weightsFollowTheInverseOfTheVariance() {
    RoundPlan plan = RoundPlan.of(100, 50, 4);

    assertThat(plan.sizes()).containsExactly(13, 13, 12, 12);
    assertThat(Arrays.stream(plan.weights()).sum()).isCloseTo(1, within(1e-12));
    assertThat(plan.weights()[1] / plan.weights()[0])
        .isCloseTo(100.0 * 87 / (87.0 * 74), within(1e-12));
    assertThat(RoundPlan.of(3, 2, 5).sizes()).containsExactly(1, 1);
  }

  @Test
  void knownUnitsCountAsTheyAreAndAHoleIsNotFilled() {
    RoundsEstimate.Labels labels =
        new RoundsEstimate.Labels(
            new int[] {0, 0, 1, 1},
            new double[] {1, 0, 0, 1},
            new double[] {0.5, 0.5, 0, 0},
            new double[] {1, 1, 0.25, 0.25});
    List<RoundsEstimate.Group> groups =
        List.of(RoundsEstimate.Group.known(2), new RoundsEstimate.Group(2, 0, 1));

    // One of the two known is wrong; of the 8 left the two drawn stand for four each.
    assertThat(
            RoundsEstimate.of(10, groups, RoundDesign.SIMPLE_RANDOM.sampleSize(), labels)
                .orElseThrow()
                .mean())
        .isCloseTo((1 + 4) / 10.0, within(1e-12));
    assertThat(
            RoundsEstimate.of(
                10,
                groups,
                RoundDesign.SIMPLE_RANDOM.sampleSize(),
                new RoundsEstimate.Labels(
                    new int[] {1}, new double[] {1}, new double[] {0}, new double[] {0.25})))
        .isEmpty();
  }

  @Test
  void theIntervalForEveryLookHoldsAtAllOfThem() {
    double control = Arrays.stream(ERROR).sum();
    EveryLook.Candidates candidates =
        new EveryLook.Candidates(
            UNITS,
            control,
            Arrays.stream(ERROR).min().orElseThrow(),
            Arrays.stream(ERROR).max().orElseThrow());
    int missed = 0;
    int runs = 200;
    double last = 0;
    for (int run = 0; run < runs; run++) {
      int[] drawn =
          RoundDesign.SIMPLE_RANDOM.draw(RoundFrame.ofErrors(ERROR, FLOOR, 5), BUDGET, run).units();
      double[] z = Arrays.stream(drawn).mapToDouble(i -> WRONG[i] ? 1 : 0).toArray();
      double[] g = Arrays.stream(drawn).mapToDouble(i -> ERROR[i]).toArray();
      boolean held = true;
      for (int n = 10; n <= BUDGET; n += 10) {
        Interval interval =
            EveryLook.interval(candidates, Arrays.copyOf(z, n), Arrays.copyOf(g, n), LEVEL);
        held &= interval.low() <= truth() && truth() <= interval.high();
        last = interval.high() - interval.low();
      }
      missed += held ? 0 : 1;
    }
    // At most one run in ten misses at any look: 35 of 200 would be 3.5 deviations above that.
    assertThat(missed).isLessThan(35);
    assertThat(last).isLessThan(0.25);
  }
}
