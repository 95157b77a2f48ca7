package dev.assay.sampling.estimate.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that a second implementation prints, or a closed form gives. */
class LawsTest {
  @ParameterizedTest
  @CsvSource({
    "0.3, 2, 5, 0.5798250000000003, 1e-14",
    "0.01, 0.5, 0.5, 0.06376856085851985, 1e-14",
    "0.999, 0.5, 30, 1.0, 1e-14",
    "0.5, 1000, 1010, 0.588269827543728, 1e-12",
    "1e-06, 0.001, 4, 0.9880886481707636, 1e-13",
    "0.2, 1000000.0, 4000000.0, 0.5000892062087052, 1e-8",
    "3e-09, 2, 1000000000.0, 0.800851727425, 1e-8",
    "0.7, 1e-06, 1e-05, 0.9090916793608299, 1e-12",
    "5e-11, 1.5, 30000000000.0, 0.608374823744329, 1e-9",
    "0.25000003, 10000000000.0, 30000000000.0, 0.5055284970473126, 1e-5"
  })
  void beta(double x, double a, double b, double expected, double tolerance) {
    assertThat(BetaLaw.cdf(x, a, b)).isCloseTo(expected, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 0.6321205588285577, 1e-14",
    "0.2, 2, 0.5, 2.0501883939654236e-06, 1e-18",
    "30, 10, 4, 0.9999999999936848, 1e-14",
    "0.001, 0.01, 0.003, 0.8420698257243234, 1e-13",
    "2.001, 2, 4e-06, 0.6915504757714972, 1e-7",
    "3, 0, 1, 1, 0",
    "3, 4, 0, 0, 0",
    "4, 4, 0, 1, 0",
    "-1, 4, 1, 0, 0"
  })
  void gamma(double x, double mean, double variance, double expected, double tolerance) {
    assertThat(GammaLaw.cdf(x, mean, variance)).isCloseTo(expected, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({
    "0.05, -1.6448536269514729, 1e-14",
    "0.5, 0, 0",
    "0.975, 1.959963984540054, 1e-14",
    "1e-12, -7.034483825301131, 1e-12",
    "0.3, -0.5244005127080409, 1e-14"
  })
  void normal(double p, double expected, double tolerance) {
    assertThat(NormalLaw.quantile(p)).isCloseTo(expected, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({
    "0.9, 197, 1.652625219265505, 1e-11",
    "0.95, 3, 3.1824463052837078, 1e-12",
    "0.9, 1, 6.313751514675037, 1e-11",
    "0.99, 100000, 2.575878469908375, 1e-9"
  })
  void student(double level, double freedom, double expected, double tolerance) {
    assertThat(StudentLaw.criticalValue(level, freedom)).isCloseTo(expected, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 100, 20, 10, 0.3187799361823112",
    "0, 50, 5, 5, 1.0",
    "7, 1000, 300, 20, 0.39140413472267843",
    "10, 20, 15, 12, 0.2961816305469557"
  })
  void hypergeometric(long k, long population, long marked, long draws, double expected) {
    assertThat(HypergeometricLaw.atLeast(k, population, marked, draws))
        .isCloseTo(expected, within(1e-12));
    assertThat(HypergeometricLaw.atMost(k - 1, population, marked, draws))
        .isCloseTo(1 - expected, within(1e-12));
  }

  @Test
  void quantilesInvertTheirDistribution() {
    for (double p = .01; p < 1; p += .07) {
      assertThat(BetaLaw.cdf(BetaLaw.quantile(p, 3, 40), 3, 40)).isCloseTo(p, within(1e-12));
      assertThat(NormalLaw.cdf(NormalLaw.quantile(p))).isCloseTo(p, within(1e-14));
    }
    assertThat(BetaLaw.quantile(0, 3, 4)).isZero();
    assertThat(BetaLaw.quantile(1, 3, 4)).isEqualTo(1);
  }

  @Test
  void zetaAndLinearSystems() {
    assertThat(RiemannZeta.of(4)).isCloseTo(StrictMath.pow(StrictMath.PI, 4) / 90, within(1e-14));
    assertThat(RiemannZeta.of(1.4)).isCloseTo(3.105547, within(5e-6));
    assertThat(LinearSystem.solve(new double[][] {{0, 2}, {3, 1}}, new double[] {4, 5}))
        .containsExactly(new double[] {1, 2}, within(1e-15));
    assertThat(LinearSystem.solve(new double[][] {{1, 2}, {2, 4}}, new double[] {1, 2})).isEmpty();
  }

  @Test
  void refusesArgumentsOutsideTheirRanges() {
    assertThatThrownBy(() -> NormalLaw.quantile(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RiemannZeta.of(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StudentLaw.criticalValue(.9, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
