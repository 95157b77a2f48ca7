package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.numeric.HypergeometricLaw;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FiniteSampleIntervalTest {
  @Test
  void hypergeometricCoversEveryPopulationExactly() {
    int population = 40;
    int draws = 12;
    for (int marked = 0; marked <= population; marked++) {
      double covered = 0;
      for (int k = 0; k <= draws; k++) {
        double mass =
            HypergeometricLaw.atLeast(k, population, marked, draws)
                - HypergeometricLaw.atLeast(k + 1, population, marked, draws);
        Interval interval = Hypergeometric.of(k, draws, population, .9);
        covered += interval.contains((double) marked / population) ? mass : 0;
      }
      assertThat(covered).as("%s marked", marked).isGreaterThanOrEqualTo(.9 - 1e-12);
    }
  }

  /** Each end errs with at most 0.05, and the next population outside errs with no more. */
  @Test
  void hypergeometricIsNoWiderThanItsTailsAsk() {
    int population = 40;
    int draws = 12;
    for (int k = 0; k <= draws; k++) {
      Interval interval = Hypergeometric.of(k, draws, population, .9);
      long low = StrictMath.round(interval.low() * population);
      long high = StrictMath.round(interval.high() * population);
      if (k > 0) {
        assertThat(HypergeometricLaw.atLeast(k, population, low, draws)).isGreaterThan(.05);
        assertThat(HypergeometricLaw.atLeast(k, population, low - 1, draws))
            .isLessThanOrEqualTo(.05);
      } else {
        assertThat(low).isZero();
      }
      if (k < draws) {
        assertThat(1 - HypergeometricLaw.atLeast(k + 1, population, high, draws))
            .isGreaterThan(.05);
        assertThat(1 - HypergeometricLaw.atLeast(k + 1, population, high + 1, draws))
            .isLessThanOrEqualTo(.05);
      } else {
        assertThat(high).isEqualTo(population);
      }
    }
  }

  @Test
  void hypergeometricNearsClopperPearsonInLargePopulationsAndThePointInFullSamples() {
    Interval exact = Hypergeometric.of(3, 50, 100_000_000, .9);
    Interval binomial = ClopperPearson.of(3, 50, .9);
    assertThat(exact.low()).isCloseTo(binomial.low(), within(1e-6));
    assertThat(exact.high()).isCloseTo(binomial.high(), within(1e-6));
    assertThat(Hypergeometric.of(7, 30, 30, .9).width()).isZero();
    assertThat(Hypergeometric.of(0, 30, 300, .9).low()).isZero();
    assertThatThrownBy(() -> Hypergeometric.of(0, 30, 29, .9))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Hypergeometric.of(0, 0, 29, .9)).isInstanceOf(NoLabelException.class);
  }

  @Test
  void hypergeometricHoldsInLargeSamples() {
    Interval interval = Hypergeometric.of(1020, 10_000, 200_000, .9);
    // Normal approximation with the finite-population and the continuity correction.
    double half = 1.6448536 * StrictMath.sqrt(.102 * .898 / 10_000 * .95) + .5 / 10_000;
    assertThat(interval.low()).isCloseTo(.102 - half, within(1e-4));
    assertThat(interval.high()).isCloseTo(.102 + half, within(1e-4));
  }

  @Test
  void betaFitHasTheMomentsItIsGiven() {
    // Mean .2, variance .01 is the beta distribution with shapes 3 and 12.
    Interval interval = BetaFit.of(.2, .01, .9);
    assertThat(interval.low()).isCloseTo(0.061103, within(1e-6));
    assertThat(interval.high()).isCloseTo(0.385390, within(1e-6));
    assertThat(BetaFit.of(0, 0, .9).width()).isEqualTo(1);
    assertThat(BetaFit.of(.3, 0, .9).width()).isZero();
    assertThat(BetaFit.of(.3, .5, .9).width()).isEqualTo(1);
  }

  @Test
  void empiricalBernsteinIsTheFormulaAndNeverLeavesTheRange() {
    double[] values = new double[200];
    Arrays.fill(values, 0, 100, 1);
    Interval interval = EmpiricalBernstein.of(values, 0, 1, .9);
    double logTerm = StrictMath.log(40);
    double half = StrictMath.sqrt(2 * (50 / 199.0) * logTerm / 200) + 7 * logTerm / (3 * 199);
    assertThat(interval.low()).isCloseTo(.5 - half, within(1e-12));
    assertThat(interval.high()).isCloseTo(.5 + half, within(1e-12));
    assertThat(EmpiricalBernstein.of(new double[3], 0, 1, .9).high()).isEqualTo(1);
    assertThat(EmpiricalBernstein.of(new double[1], -2, 5, .9).width()).isEqualTo(7);
    assertThatThrownBy(() -> EmpiricalBernstein.of(new double[] {2}, 0, 1, .9))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void summariesRefuseWhatIsNoVariance() {
    assertThatThrownBy(() -> Wald.of(.5, -1, .9)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Wald.of(.5, Double.POSITIVE_INFINITY, .9))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Logit.of(Double.NaN, .1, .9))
        .isInstanceOf(InvalidInputException.class);
    assertThat(Wald.of(-.1, 0, .9).low()).isEqualTo(-.1);
  }

  @Test
  void feuerFayWeightsGiveThePublishedEnds() {
    // Weighted Poisson counts .02, .05, .01 with largest weight .06, without the mid-p step.
    double sum = .08;
    double variance = .0004 + .0025 + .0001;
    GammaBounds below = new GammaBounds(sum, variance, 0);
    GammaBounds above = new GammaBounds(sum + .06, variance + .0036, 0);
    assertThat(below.lower(.05)).isCloseTo(.0153801749, within(1e-9));
    assertThat(above.upper(.05)).isCloseTo(.2946622292, within(1e-9));
  }
}
