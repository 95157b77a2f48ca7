package dev.assay.sampling.acquire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException;
import org.junit.jupiter.api.Test;

class QuotaWeightsTest {

  @Test
  void neymanIsSizeTimesDeviationWhereLabelsAreMany() {
    double[] weights =
        QuotaWeights.neyman(
            new int[] {100, 100}, new double[] {1e6, 1e6}, new double[] {.5e6, .1e6});
    assertThat(weights[0]).isCloseTo(100 * .5, within(1e-3));
    assertThat(weights[1]).isCloseTo(100 * .3, within(1e-3));
  }

  @Test
  void neymanWithoutLabelsIsProportional() {
    double[] weights = QuotaWeights.neyman(new int[] {30, 90}, new double[2], new double[2]);
    assertThat(weights[1] / weights[0]).isCloseTo(3, within(1e-12));
  }

  @Test
  void oneLabelMovesAStratumLess() {
    double[] none = {0, 100};
    double[] one = {1, 100};
    double before = QuotaWeights.neyman(new int[] {1, 1}, none, new double[] {0, 10})[0];
    double after = QuotaWeights.neyman(new int[] {1, 1}, one, new double[] {1, 10})[0];
    // Drawn to .3 of the one error and four labels of a tenth: sqrt(.28 * .72) against sqrt(.1 *
    // .9).
    assertThat(before).isCloseTo(.305, within(.005));
    assertThat(after).isBetween(.43, .46);
  }

  @Test
  void aStableClassKeepsItsPartAndOneThatFellBelowItsBestGrows() {
    double[][] labels = {{1e6, 1e6}, {1e6, 1e6}, {1e6, 1e6}};
    double[][] errors = {{.1e6, .1e6}, {.1e6, .3e6}, {.1e6, .2e6}};
    double[] parts = QuotaWeights.sensitivity(new int[] {50, 50}, labels, errors);
    // By hand: 1 against 1 + .2 and then 1 + .1.
    assertThat(parts[1] / parts[0]).isCloseTo(1.2 * 1.1, within(1e-3));
    assertThat(parts[0] + parts[1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void aClassThatWasNeverGoodGetsMoreWithinLimits() {
    double[][] labels = {{1e6, 1e6, 1e6}};
    double[][] errors = {{.7e6, .1e6, .1e6}};
    double[] parts = QuotaWeights.sensitivity(new int[] {10, 500, 490}, labels, errors);
    // Half of the draw would be 50 times its part; the limit is 4 times .01 of 1.03.
    assertThat(parts[0]).isCloseTo(.04 / 1.03, within(1e-3));
  }

  @Test
  void withoutRoundsSensitivityIsProportional() {
    assertThat(QuotaWeights.sensitivity(new int[] {25, 75}, new double[0][], new double[0][]))
        .containsExactly(.25, .75);
  }

  @Test
  void countsThatAreNoneAreRefused() {
    assertThatThrownBy(
            () -> QuotaWeights.neyman(new int[] {1}, new double[] {-1}, new double[] {0}))
        .isInstanceOf(InvalidDesignInputException.class);
    assertThatThrownBy(
            () -> QuotaWeights.neyman(new int[] {1, 2}, new double[] {1}, new double[] {0}))
        .isInstanceOf(InvalidDesignInputException.class);
  }
}
