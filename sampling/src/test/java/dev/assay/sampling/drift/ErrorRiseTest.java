package dev.assay.sampling.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.estimate.ClopperPearson;
import dev.assay.sampling.estimate.InvalidInputException;
import org.junit.jupiter.api.Test;

class ErrorRiseTest {
  private static final double ALPHA = .1;
  private static final int BASELINE = 50;

  /** Whether an alarm ever comes within so many labels, asked after each. */
  private static boolean everAlarms(SeededStream random, double before, double after, int labels) {
    int baselineErrors = errors(random, before, BASELINE);
    int errors = 0;
    for (int n = 1; n <= labels; n++) {
      errors += random.nextUnit() < after ? 1 : 0;
      if (ErrorRise.evidence(BASELINE, baselineErrors, n, errors, ALPHA)
          >= ErrorRise.threshold(ALPHA)) {
        return true;
      }
    }
    return false;
  }

  private static int errors(SeededStream random, double rate, int labels) {
    int errors = 0;
    for (int n = 0; n < labels; n++) {
      errors += random.nextUnit() < rate ? 1 : 0;
    }
    return errors;
  }

  @Test
  void falseAlarmsOfAWatchThatLooksAfterEveryLabelStayBelowAlpha() {
    int runs = 200;
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      alarms += everAlarms(new SeededStream(run), .1, .1, 150) ? 1 : 0;
    }
    // At most alpha: five standard errors above it would be a fault.
    assertThat((double) alarms / runs)
        .isLessThan(ALPHA + 5 * Math.sqrt(ALPHA * (1 - ALPHA) / runs));
  }

  @Test
  void aRiseToThreeTimesTheErrorIsFoundWithinSomeHundredLabels() {
    int runs = 60;
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      alarms += everAlarms(new SeededStream(run), .1, .35, 200) ? 1 : 0;
    }
    // The bound of 5 errors of 50 is .21; .35 is above the bounds of all but a few beginnings.
    assertThat(alarms).isGreaterThan(45);
  }

  @Test
  void theEvidenceIsTheMixtureOfLikelihoodRatios() {
    double bound = ClopperPearson.of(3, 40, .9).high();
    int steps = 200_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double p = bound + (1 - bound) * (i + .5) / steps;
      sum +=
          StrictMath.exp(
              7 * StrictMath.log(p / bound) + 13 * StrictMath.log((1 - p) / (1 - bound)));
    }
    assertThat(ErrorRise.evidence(40, 3, 20, 7, .1)).isCloseTo(sum / steps, within(1e-6));
  }

  @Test
  void nothingSpeaksWhereNothingIsSeenOrNoRateIsHigher() {
    assertThat(ErrorRise.evidence(50, 5, 0, 0, .05)).isEqualTo(1);
    assertThat(ErrorRise.evidence(50, 50, 10, 10, .05)).isEqualTo(1);
    assertThat(ErrorRise.evidence(50, 5, 1_000_000, 900_000, .05)).isGreaterThan(1e100);
    assertThat(ErrorRise.evidence(50, 5, 1_000_000, 1_000, .05)).isLessThan(1e-100);
  }

  @Test
  void countsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> ErrorRise.evidence(50, 5, 10, 11, .05))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> ErrorRise.evidence(50, 5, 10, 1, 1))
        .isInstanceOf(InvalidInputException.class);
  }
}
