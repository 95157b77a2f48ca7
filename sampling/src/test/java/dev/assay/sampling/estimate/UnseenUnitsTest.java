package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.Coverage;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Rounds that are drawn to cover a pool: of each of its groups one unit, nearly always the same.
 */
class UnseenUnitsTest {
  private static final int GROUPS = 10;
  private static final int SIZE = 30;
  private static final int UNITS = GROUPS * SIZE;
  private static final double CENTRE = .9;
  private static final int DRAWS = 2_000;
  private static final double LEVEL = .9;

  private final double[] z = new double[UNITS];
  private final double[] g = new double[UNITS];
  private final double[] pi = new double[UNITS];

  /** Centres are wrong oftener than the others, as units are that lie apart. */
  private void cover() {
    for (int i = 0; i < UNITS; i++) {
      boolean isCentre = i % SIZE == 0;
      pi[i] = isCentre ? CENTRE : (1 - CENTRE) / (SIZE - 1);
      z[i] = isCentre ? (i / SIZE) % 2 : i % 20 == 7 ? 1 : 0;
      g[i] = .02 + .1 * ((i * 7) % 10) / 10;
    }
  }

  /** Draws anew; counts whether the interval holds the truth. */
  private Coverage coverage(boolean isTold) {
    Coverage coverage = new Coverage(Arrays.stream(z).average().orElseThrow(), LEVEL);
    SeededDraws draws = new SeededDraws(11);
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] drawn = draws.pivotal(SeededDraws.range(UNITS), pi);
      DifferenceEstimate estimate = estimate(drawn, isTold, g);
      BeliefShift shift = BeliefShift.of(estimate);
      double[] shifted = Arrays.stream(g).map(shift::of).toArray();
      DifferenceEstimate moved = estimate(drawn, isTold, shifted);
      coverage.add(moved.mean(), IntervalEstimate.of(moved, LEVEL).interval());
    }
    return coverage;
  }

  private DifferenceEstimate estimate(int[] drawn, boolean isTold, double[] beliefs) {
    Round told = Round.planned(beliefs, pi, drawn.length);
    Round round =
        isTold ? told : new Round(told.remainingCount(), told.controlTotal(), told.plannedCount());
    return MultiRoundDifference.estimate(
        UNITS,
        new Round[] {round},
        new int[drawn.length],
        SeededDraws.pick(z, drawn),
        SeededDraws.pick(beliefs, drawn),
        SeededDraws.pick(pi, drawn));
  }

  @Test
  void intervalsHoldWhereASampleMayHoldNoneButCentres() {
    cover();
    coverage(true).assertBetween("told", .9, 1);
  }

  @Test
  void withoutTheVarianceOfTheCountTheyDoNot() {
    cover();
    // A third of the samples are centres alone, .9^10, and believe their own spread.
    coverage(false).assertBetween("not told", .4, .8);
  }

  @Test
  void whatNoLabelTellsIsWhatIsMissingOfTheVarianceOfTheCount() {
    double[] probabilities = {.5, .5, .1};
    Round[] rounds = {
      new Round(30, 3, 3, Double.NaN, 100), new Round(27, 3, 1, Double.NaN, Double.NaN)
    };
    UnseenUnits unseen =
        UnseenUnits.of(rounds, new double[] {.75, .25}, new int[] {0, 0, 1}, probabilities);
    // Of 100, each label of .5 tells (1 - .5)/.25 = 2.
    assertThat(unseen.influence()).isCloseTo(.75 * .75 * 96, within(1e-9));
    assertThat(unseen.weight(0)).isCloseTo(.75 * (1 + 100 / 30.0), within(1e-9));
    assertThat(unseen.count(0)).isCloseTo(.75 * 30 * .96, within(1e-9));
    assertThat(unseen.open(0)).isCloseTo(100 / 130.0, within(1e-9));
    assertThat(unseen.count(1)).isZero();
    assertThat(unseen.weight(1)).isZero();
  }

  @Test
  void whatOneRoundTellsTooMuchAnotherMayTellTooLittle() {
    Round[] rounds = {new Round(30, 3, 3, Double.NaN, 100), new Round(29, 3, 1, Double.NaN, 80)};
    double[] half = {.5, .5};
    // .1 tells 90, ten more than there are; .5 tells 2, 98 too few.
    UnseenUnits unseen = UnseenUnits.of(rounds, half, new int[] {0, 1}, new double[] {.5, .1});
    assertThat(unseen.influence()).isCloseTo(.25 * (98 - 10), within(1e-9));
    // .05 tells 380: all told there is more than enough.
    UnseenUnits none = UnseenUnits.of(rounds, half, new int[] {0, 1}, new double[] {.5, .05});
    assertThat(none.influence()).isZero();
    assertThat(none.third()).isZero();
  }

  @Test
  void beliefsAreNotMovedByLabelsThatStandForFew() {
    cover();
    int[] centres = SeededDraws.range(GROUPS);
    Arrays.setAll(centres, k -> k * SIZE);
    double moved = BeliefShift.of(estimate(centres, false, g)).shift();
    double kept = BeliefShift.of(estimate(centres, true, g)).shift();
    assertThat(moved).isGreaterThan(.3);
    assertThat(kept).isBetween(0.0, .01);
  }
}
