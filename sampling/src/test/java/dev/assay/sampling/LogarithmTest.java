package dev.assay.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogarithmTest {

  @Test
  void logarithmsAreThoseOfTheLibraryForEverySizeOfNumber() {
    double worst = 0;
    SeededStream random = new SeededStream(1);
    for (int i = 0; i < 300_000; i++) {
      double x = Math.scalb(1 + random.nextUnit(), random.nextBelow(160) - 150);
      double expected = StrictMath.log(x);
      double scale = Math.max(1, Math.abs(expected));
      worst = Math.max(worst, Math.abs(Logarithm.of(x) - expected) / scale);
    }
    assertThat(worst).isPositive().isLessThan(1e-14);
  }

  @Test
  void theLeastFloatAndThoseAroundOneHaveTheirs() {
    for (double x :
        new double[] {Float.MIN_VALUE, Float.MIN_NORMAL, Math.nextDown(1f), .5, 2, 10}) {
      assertThat(Logarithm.of(x)).isCloseTo(StrictMath.log(x), within(2e-14));
    }
    assertThat(Logarithm.of(1)).isZero();
    assertThat(Logarithm.of(Math.nextDown(1f))).isNegative();
  }

  @Test
  void nothingTimesItsLogarithmIsNothing() {
    assertThat(Logarithm.times(0)).isZero();
    assertThat(Logarithm.times(1)).isZero();
    assertThat(Logarithm.times(.5)).isCloseTo(-.5 * StrictMath.log(2), within(1e-15));
  }
}
