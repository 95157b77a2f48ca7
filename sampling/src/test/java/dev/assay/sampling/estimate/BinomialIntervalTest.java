package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinomialIntervalTest {
  @Test
  void clopperPearsonMatchesPublishedEnds() {
    assertEnds(ClopperPearson.of(0, 30, 0.9), 0, 0.095034);
    assertEnds(ClopperPearson.of(1, 30, 0.9), 0.001708, 0.148596);
    assertEnds(ClopperPearson.of(2, 50, 0.9), 0.007154, 0.120614);
  }

  @Test
  void clopperPearsonOfNoSuccessIsTheClosedForm() {
    assertThat(ClopperPearson.of(0, 30, 0.9).high())
        .isCloseTo(1 - StrictMath.pow(0.05, 1.0 / 30), within(1e-14));
  }

  @Test
  void wilsonMatchesPublishedEnds() {
    assertEnds(Wilson.of(1, 30, 0.9), 0.007472, 0.136404);
  }

  @Test
  void jeffreysMatchesPublishedEnds() {
    assertEnds(Jeffreys.of(1, 30, 0.9), 0.005896, 0.123098);
    assertThat(Jeffreys.of(0, 30, 0.9).low()).isZero();
    assertThat(Jeffreys.of(30, 30, 0.9).high()).isEqualTo(1);
  }

  @Test
  void intervalsOfSuccessesMirrorThoseOfFailures() {
    Interval some = ClopperPearson.of(3, 40, 0.95);
    Interval rest = ClopperPearson.of(37, 40, 0.95);
    assertThat(rest.low()).isCloseTo(1 - some.high(), within(1e-14));
    assertThat(rest.high()).isCloseTo(1 - some.low(), within(1e-14));
    assertThat(Wilson.of(40, 40, 0.95).low())
        .isCloseTo(1 - Wilson.of(0, 40, 0.95).high(), within(1e-14));
  }

  @Test
  void clopperPearsonCoversEveryProportionExactly() {
    int trials = 12;
    for (int percent = 1; percent < 100; percent++) {
      double p = percent / 100.0;
      double covered = 0;
      double mass = StrictMath.pow(1 - p, trials);
      for (int k = 0; k <= trials; k++) {
        covered += ClopperPearson.of(k, trials, 0.9).contains(p) ? mass : 0;
        mass *= (trials - k) / (k + 1.0) * (p / (1 - p));
      }
      assertThat(covered).as("p = %s", p).isGreaterThanOrEqualTo(0.9);
    }
  }

  /** Both tails at an end are the whole error of that side: no interval that covers is narrower. */
  @Test
  void clopperPearsonGivesNothingAway() {
    int trials = 12;
    for (int k = 0; k <= trials; k++) {
      Interval interval = ClopperPearson.of(k, trials, 0.9);
      if (k > 0) {
        assertThat(1 - atMost(k - 1, trials, interval.low())).isCloseTo(0.05, within(1e-9));
      }
      if (k < trials) {
        assertThat(atMost(k, trials, interval.high())).isCloseTo(0.05, within(1e-9));
      }
    }
  }

  private static double atMost(int k, int trials, double p) {
    double sum = 0;
    double mass = StrictMath.pow(1 - p, trials);
    for (int i = 0; i <= k; i++) {
      sum += mass;
      mass *= (trials - i) / (i + 1.0) * (p / (1 - p));
    }
    return sum;
  }

  @Test
  void largeCountsStayFinite() {
    Interval interval = ClopperPearson.of(500_000_000L, 1_000_000_000L, 0.9);
    assertThat(interval.width())
        .isCloseTo(2 * 1.6448536 * 0.5 / StrictMath.sqrt(1e9), within(1e-8));
  }

  @Test
  void refusesWhatIsNoCount() {
    assertThatThrownBy(() -> ClopperPearson.of(0, 0, 0.9)).isInstanceOf(NoLabelException.class);
    assertThatThrownBy(() -> Wilson.of(0, 0, 0.9)).isInstanceOf(NoLabelException.class);
    assertThatThrownBy(() -> Wilson.of(3, 2, 0.9)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Wilson.of(-1, 2, 0.9)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Wilson.of(1, 2, 1)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> ClopperPearson.of(1, 2, Double.NaN))
        .isInstanceOf(InvalidInputException.class);
  }

  private static void assertEnds(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, within(5e-7));
    assertThat(interval.high()).isCloseTo(high, within(5e-7));
  }
}
