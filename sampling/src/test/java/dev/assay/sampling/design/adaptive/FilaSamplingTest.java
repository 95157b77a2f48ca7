package dev.assay.sampling.design.adaptive;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FilaSamplingTest {

  /** Three strata of 2,000 units with error rates of 1, 10 and 50 %. */
  private static final double[] RATES = {.01, .1, .5};

  private static final Strata STRATA = strata(2_000);
  private static final double[] OUTCOMES = outcomes();

  private static Strata strata(int each) {
    int[] stratumOf = new int[3 * each];
    Arrays.setAll(stratumOf, i -> i % 3);
    return new Strata(stratumOf, 3);
  }

  private static double[] outcomes() {
    SeededStream random = new SeededStream(1);
    double[] outcomes = new double[6_000];
    Arrays.setAll(outcomes, i -> random.nextUnit() < RATES[i % 3] ? 1 : 0);
    return outcomes;
  }

  private static double[] ignorant(int units) {
    double[] scores = new double[units];
    Arrays.fill(scores, .5);
    return scores;
  }

  private static double[] labels(Proposal proposal) {
    return Arrays.stream(proposal.units()).mapToDouble(unit -> OUTCOMES[unit]).toArray();
  }

  @Test
  void approachesNeymansAllocationFromNothing() {
    double roots = 0;
    for (double rate : RATES) {
      roots += Math.sqrt(rate * (1 - rate));
    }
    FilaSampling design = new FilaSampling(STRATA, ignorant(6_000), 1);
    for (int turn = 0; turn < 150; turn++) {
      design.observe(labels(design.propose(10)));
    }
    int[] draws = design.draws();
    assertThat(Arrays.stream(draws).sum()).isEqualTo(1_500);
    for (int h = 0; h < 3; h++) {
      double neyman = Math.sqrt(RATES[h] * (1 - RATES[h])) / roots;
      // Rates learnt from at least a hundred labels are off by some parts in ten of a deviation.
      assertThat(draws[h] / 1_500.0).isCloseTo(neyman, within(0.04));
    }
  }

  @Test
  void drawsEachStratumTwiceBeforeAnyMore() {
    FilaSampling design = new FilaSampling(STRATA, ignorant(6_000), 1);
    Proposal proposal = design.propose(6);
    assertThat(Arrays.stream(proposal.units()).map(unit -> unit % 3))
        .containsExactly(0, 1, 2, 0, 1, 2);
    assertThat(Arrays.copyOf(proposal.probabilities(), 3)).containsOnly(1 / 2_000.0);
    assertThat(Arrays.copyOfRange(proposal.probabilities(), 3, 6)).containsOnly(1 / 1_999.0);
  }

  /**
   * The mean of a stratum of 100 units with 10 errors, beside one of which half are. Labels at
   * their means' variance of at most 0.09 / 2: over 10,000 runs a standard error of 0.0021.
   */
  @Test
  void isBiasedDownwardsWhereErrorsAreRareAndLessSoWithMoreLabels() {
    double few = meanOfRareStratum(12);
    double many = meanOfRareStratum(120);
    assertThat(few).isLessThan(0.1 - 4 * 0.0021);
    assertThat(many).isCloseTo(0.1, within((0.1 - few) / 2));
  }

  private static double meanOfRareStratum(int budget) {
    int[] stratumOf = new int[200];
    double[] outcomes = new double[200];
    double[] scores = new double[200];
    for (int i = 0; i < 200; i++) {
      stratumOf[i] = i % 2;
      outcomes[i] = i % 2 == 0 ? (i < 20 ? 1 : 0) : (i / 2) % 2;
      scores[i] = i % 2 == 0 ? 0.1 : 0.5;
    }
    Strata strata = new Strata(stratumOf, 2);
    double sum = 0;
    for (int seed = 0; seed < 10_000; seed++) {
      FilaSampling design = new FilaSampling(strata, scores, seed);
      double found = 0;
      for (int drawn = 0; drawn < budget; drawn++) {
        int unit = design.propose(1).units()[0];
        found += stratumOf[unit] == 0 ? outcomes[unit] : 0;
        design.observe(new double[] {outcomes[unit]});
      }
      sum += found / design.draws()[0] / 10_000;
    }
    return sum;
  }

  @Test
  void drawsUnitsOfAStratumEvenly() {
    Strata small = strata(4);
    int[] counts = new int[12];
    int runs = 30_000;
    for (int seed = 0; seed < runs; seed++) {
      for (int unit : new FilaSampling(small, ignorant(12), seed).propose(6).units()) {
        counts[unit]++;
      }
    }
    for (int h = 0; h < 3; h++) {
      double statistic = 0;
      for (int unit = h; unit < 12; unit += 3) {
        statistic += Math.pow(counts[unit] - runs / 2.0, 2) / (runs / 4.0);
      }
      // Two of four without replacement: the counts are less spread than independent ones.
      assertThat(statistic).isLessThan(36.0);
    }
  }

  @Test
  void drawsEveryUnitOnceAndThenNone() {
    FilaSampling design = new FilaSampling(strata(4), ignorant(12), 1);
    Proposal all = design.propose(100);
    assertThat(all.units()).hasSize(12).doesNotHaveDuplicates();
    design.observe(new double[12]);
    assertThat(design.propose(1).size()).isZero();
  }

  @Test
  void takesTurnsAndRefusesOutcomesOutOfRange() {
    FilaSampling design = new FilaSampling(strata(4), ignorant(12), 1);
    assertRefused(() -> design.observe(new double[1]), Reason.LABELS_NOT_EXPECTED);
    design.propose(2);
    assertRefused(() -> design.propose(2), Reason.LABELS_AWAITED);
    assertRefused(() -> design.observe(new double[] {-1, 0}), Reason.SHARE_OUT_OF_RANGE);
  }
}
