package dev.assay.sampling.design.adaptive;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.design.Moments;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SequentialWeightedTest {

  private static final double[] SIZES = {1, 2, 3, 4, 5};
  private static final double[] LOSSES = {.2, .9, .4, .7, .1};

  @Test
  void reportsTheProbabilityOfEachDrawGivenThoseBefore() {
    for (int seed = 0; seed < 200; seed++) {
      SequentialWeighted design = new SequentialWeighted(SIZES, 0.2, seed);
      Proposal proposal = design.propose(5);
      double left = 15;
      for (int k = 0; k < 5; k++) {
        double size = SIZES[proposal.units()[k]];
        double expected = 0.8 * size / left + 0.2 / (5 - k);
        assertThat(proposal.probabilities()[k]).isCloseTo(expected, within(1e-14));
        left -= size;
      }
      assertThat(proposal.units()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }
  }

  /**
   * Frequencies of the ordered pairs of first draws, against the product of their probabilities.
   */
  @Test
  void drawsWithTheProbabilitiesThatItReports() {
    int draws = 200_000;
    double[] expected = new double[25];
    int[] counts = new int[25];
    for (int seed = 0; seed < draws; seed++) {
      Proposal proposal = new SequentialWeighted(SIZES, 0.2, seed).propose(2);
      int cell = 5 * proposal.units()[0] + proposal.units()[1];
      counts[cell]++;
      expected[cell] = draws * proposal.probabilities()[0] * proposal.probabilities()[1];
    }
    double statistic = 0;
    for (int cell = 0; cell < 25; cell++) {
      if (expected[cell] > 0) {
        statistic += Math.pow(counts[cell] - expected[cell], 2) / expected[cell];
      }
    }
    assertThat(Arrays.stream(expected).sum()).isCloseTo(draws, within(1e-6));
    // chi-square with 19 degrees of freedom exceeds 64.1 once in a million.
    assertThat(statistic).isLessThan(64.1);
  }

  /** LURE with M = 3 of N = 5 has expectation .46, the mean loss, and variance .0236530178. */
  @Test
  void feedsLureWithoutBiasAndWithItsPublishedVariance() {
    Moments estimates = new Moments();
    Moments squares = new Moments();
    for (int seed = 0; seed < 200_000; seed++) {
      Proposal proposal = new SequentialWeighted(SIZES, 0, seed).propose(3);
      double lure = 0;
      for (int m = 1; m <= 3; m++) {
        double q = proposal.probabilities()[m - 1];
        double weight = 1 + (5.0 - 3) / (5 - m) * (1 / ((5 - m + 1) * q) - 1);
        lure += weight * LOSSES[proposal.units()[m - 1]] / 3;
      }
      estimates.add(lure);
      squares.add((lure - .46) * (lure - .46));
    }
    assertThat(estimates.z(.46)).isBetween(-4.0, 4.0);
    assertThat(squares.z(.0236530178)).isBetween(-4.0, 4.0);
  }

  @Test
  void usesRevisedSizesForTheDrawsToCome() {
    SequentialWeighted design = new SequentialWeighted(SIZES, 0, 1);
    Proposal first = design.propose(1);
    design.observe(new double[] {1});
    int other = first.units()[0] == 0 ? 1 : 0;
    double[] revised = new double[5];
    revised[first.units()[0]] = 100;
    revised[other] = 1e-200;
    design.revise(revised);
    Proposal second = design.propose(1);
    assertThat(second.units()).containsExactly(other);
    assertThat(second.probabilities()).containsExactly(1.0);
  }

  @Test
  void drawsUniformlyOnceOnlySizesOfZeroAreLeft() {
    SequentialWeighted design = new SequentialWeighted(new double[] {0, 1, 0, 0}, 0, 3);
    Proposal proposal = design.propose(9);
    assertThat(proposal.units()[0]).isEqualTo(1);
    assertThat(proposal.probabilities())
        .containsExactly(new double[] {1, 1 / 3., .5, 1}, within(0.));
  }

  @Test
  void refusesSizesThatAreNotUsable() {
    assertRefused(() -> new SequentialWeighted(new double[2], 0, 1), Reason.SIZES_ALL_ZERO);
    assertRefused(
        () -> new SequentialWeighted(new double[] {Double.NaN}, 0, 1), Reason.SIZE_NOT_FINITE);
    assertRefused(() -> new SequentialWeighted(SIZES, 1.5, 1), Reason.SHARE_OUT_OF_RANGE);
    assertRefused(
        () -> new SequentialWeighted(SIZES, 0, 1).revise(new double[4]), Reason.LENGTH_MISMATCH);
  }
}
