package dev.assay.sampling.design.adaptive;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.design.Frame;
import dev.assay.sampling.design.Moments;
import dev.assay.sampling.design.Populations;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class MultiRoundTest {

  private static final int UNITS = 30;
  private static final double[] VALUES = Populations.uniform(UNITS, 1);
  private static final Frame FRAME =
      Frame.of(Populations.skewed(UNITS, 2))
          .withFloorShare(0.4)
          .withStrata(Strata.whole(UNITS))
          .withCoordinates(Populations.uniform(UNITS, 3))
          .withCosts(Populations.uniform(UNITS, 4));

  /**
   * Sizes that lean on the labels as much as they can: near what was high, far from what was low.
   */
  private static double[] leaning(int[] units, double[] labels) {
    double[] sizes = Populations.skewed(UNITS, 2);
    for (int k = 0; k < units.length; k++) {
      sizes[(units[k] + 1) % UNITS] *= labels[k] > 0.5 ? 20 : 0;
    }
    return sizes;
  }

  @Test
  void estimatesWithoutBiasInEveryRoundHoweverSizesLeanOnLabels() {
    assertUnbiased(seed -> MultiRound.pivotal(FRAME, MultiRoundTest::leaning, seed));
    assertUnbiased(seed -> MultiRound.poisson(FRAME, MultiRoundTest::leaning, seed));
  }

  /** Equation 128: labels of earlier rounds, and this round's over their probabilities. */
  private static void assertUnbiased(LongFunction<MultiRound> designs) {
    double total = Arrays.stream(VALUES).sum();
    Moments[] rounds = {new Moments(), new Moments(), new Moments()};
    for (int seed = 0; seed < 50_000; seed++) {
      MultiRound design = designs.apply(seed);
      double before = 0;
      for (Moments round : rounds) {
        Proposal proposal = design.propose(5);
        double[] labels = new double[proposal.size()];
        double estimate = before;
        for (int k = 0; k < labels.length; k++) {
          labels[k] = VALUES[proposal.units()[k]];
          estimate += labels[k] / proposal.probabilities()[k];
          before += labels[k];
        }
        round.add(estimate);
        design.observe(labels);
      }
    }
    for (Moments round : rounds) {
      assertThat(round.z(total)).isBetween(-4.0, 4.0);
    }
  }

  @Test
  void drawsEveryUnitOnceAndThenNone() {
    MultiRound design = MultiRound.pivotal(FRAME, MultiRoundTest::leaning, 1);
    boolean[] seen = new boolean[UNITS];
    for (int size : new int[] {7, 7, 7, 7, 2, 0}) {
      Proposal proposal = design.propose(7);
      assertThat(proposal.size()).isEqualTo(size);
      double[] labels = new double[size];
      for (int k = 0; k < size; k++) {
        int unit = proposal.units()[k];
        assertThat(seen[unit]).isFalse();
        seen[unit] = true;
        labels[k] = VALUES[unit];
      }
      design.observe(labels);
    }
    assertThat(seen).doesNotContain(false);
  }

  @Test
  void keepsTheFloorUnderEveryRemainingUnit() {
    double floor = 0.4 * 5 / UNITS;
    for (int seed = 0; seed < 500; seed++) {
      MultiRound design = MultiRound.pivotal(FRAME, MultiRoundTest::leaning, seed);
      for (int round = 0; round < 3; round++) {
        Proposal proposal = design.propose(5);
        for (double probability : proposal.probabilities()) {
          assertThat(probability).isGreaterThanOrEqualTo(floor);
        }
        design.observe(new double[proposal.size()]);
      }
    }
  }

  @Test
  void repeatsARunFromItsSeed() {
    assertThat(run(5)).isEqualTo(run(5)).isNotEqualTo(run(6));
  }

  private static String run(long seed) {
    MultiRound design = MultiRound.poisson(FRAME, MultiRoundTest::leaning, seed);
    StringBuilder record = new StringBuilder();
    for (int round = 0; round < 4; round++) {
      Proposal proposal = design.propose(4);
      record.append(Arrays.toString(proposal.units()));
      record.append(Arrays.toString(proposal.probabilities()));
      design.observe(new double[proposal.size()]);
    }
    return record.toString();
  }

  @Test
  void drawsUniformlyWhereNoSizeIsLeft() {
    MultiRound design = MultiRound.pivotal(FRAME, SizeRevision.unchanged(new double[UNITS]), 1);
    assertThat(design.propose(6).probabilities()).hasSize(6).containsOnly(0.2);
  }

  @Test
  void takesTurnsWithTheLabelling() {
    MultiRound design = MultiRound.pivotal(FRAME, MultiRoundTest::leaning, 1);
    assertRefused(() -> design.observe(new double[3]), Reason.LABELS_NOT_EXPECTED);
    assertRefused(() -> design.propose(0), Reason.COUNT_OUT_OF_RANGE);
    design.propose(3);
    assertRefused(() -> design.propose(3), Reason.LABELS_AWAITED);
    assertRefused(() -> design.observe(new double[2]), Reason.LENGTH_MISMATCH);
    assertRefused(() -> design.observe(new double[] {1, 2, Double.NaN}), Reason.VALUE_NOT_FINITE);
    design.observe(new double[3]);
    assertThat(design.propose(3).size()).isEqualTo(3);
  }
}
