package dev.assay.sampling.quality.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogGammaTest {
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 0.5, 1, 1.5, 2, 7.25, 11.999, 12, 40, 1e3, 1e7})
  void agreesWithAnotherImplementation(double x) {
    double scale = Math.max(1, Math.abs(Gamma.logGamma(x)));
    assertThat(LogGamma.value(x)).isCloseTo(Gamma.logGamma(x), within(1e-11 * scale));
    // Commons Mathematics promises eight places of the digamma function.
    double slope = Math.max(1, Math.abs(Gamma.digamma(x)));
    assertThat(LogGamma.derivative(x)).isCloseTo(Gamma.digamma(x), within(1e-8 * slope));
  }

  @Test
  void theDerivativeIsThatOfTheClosedForms() {
    double euler = 0.5772156649015329;
    assertThat(LogGamma.derivative(1)).isCloseTo(-euler, within(1e-12));
    assertThat(LogGamma.derivative(0.5)).isCloseTo(-euler - 2 * Math.log(2), within(1e-12));
    assertThat(LogGamma.derivative(3)).isCloseTo(1.5 - euler, within(1e-12));
  }
}
