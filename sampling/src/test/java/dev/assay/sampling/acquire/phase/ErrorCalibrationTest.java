package dev.assay.sampling.acquire.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCalibrationTest {

  /** Beliefs with logits from -3 to 3, and errors whose logits are a line of them. */
  private record Seen(double[] beliefs, boolean[] isWrong) {
    static Seen of(int count, double intercept, double slope, long seed) {
      SeededStream random = new SeededStream(seed);
      double[] beliefs = new double[count];
      boolean[] isWrong = new boolean[count];
      for (int i = 0; i < count; i++) {
        double logit = 6 * random.nextUnit() - 3;
        beliefs[i] = Opinions.probability(logit);
        isWrong[i] = random.nextUnit() < Opinions.probability(intercept + slope * logit);
      }
      return new Seen(beliefs, isWrong);
    }

    ErrorCalibration calibration() {
      return ErrorCalibration.of(beliefs, isWrong, beliefs.length);
    }
  }

  @Test
  void itFindsTheLineThatErrorsFollow() {
    // Of 20,000, the information of the intercept is at least 2,000 and of the slope 3,000: .05 is
    // more than two standard errors of either, .02.
    ErrorCalibration found = Seen.of(20_000, -1, .7, 1).calibration();
    assertThat(found.intercept()).isCloseTo(-1, within(.05));
    assertThat(found.slope()).isCloseTo(.7, within(.05));
    assertThat(found.applied(.5)).isCloseTo(1 / (1 + Math.E), within(.01));
  }

  @Test
  void atItsOptimumErrorsBalanceTheRidge() {
    for (int seed = 0; seed < 20; seed++) {
      Seen seen = Seen.of(60, -.5, 1.5, seed);
      ErrorCalibration found = seen.calibration();
      double intercept = ErrorCalibration.RIDGE * found.intercept();
      double slope = ErrorCalibration.RIDGE * (found.slope() - 1);
      for (int i = 0; i < 60; i++) {
        double residual = found.applied(seen.beliefs()[i]) - (seen.isWrong()[i] ? 1 : 0);
        intercept += residual;
        slope += residual * Opinions.logit(seen.beliefs()[i]);
      }
      assertThat(intercept).isCloseTo(0, within(1e-6));
      assertThat(slope).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void fewErrorsOrFewRightOnesChangeNothing() {
    double[] beliefs = new double[40];
    Arrays.fill(beliefs, .2);
    boolean[] isWrong = new boolean[40];
    Arrays.fill(isWrong, 0, ErrorCalibration.FEWEST - 1, true);
    assertThat(ErrorCalibration.of(beliefs, isWrong, 40)).isEqualTo(ErrorCalibration.NONE);
    isWrong[39] = true;
    assertThat(ErrorCalibration.of(beliefs, isWrong, 40)).isNotEqualTo(ErrorCalibration.NONE);
    assertThat(ErrorCalibration.of(beliefs, isWrong, 39)).isEqualTo(ErrorCalibration.NONE);
    Arrays.fill(isWrong, true);
    assertThat(ErrorCalibration.of(beliefs, isWrong, 40)).isEqualTo(ErrorCalibration.NONE);
    assertThat(ErrorCalibration.NONE.applied(.2)).isCloseTo(.2, within(1e-12));
  }

  @Test
  void beliefsAreNeverTurnedRound() {
    ErrorCalibration found = Seen.of(400, 0, -2, 3).calibration();
    assertThat(found.slope()).isZero();
  }

  @Test
  void certainBeliefsThatAreAllWrongAreFinite() {
    double[] beliefs = new double[200];
    boolean[] isWrong = new boolean[200];
    for (int i = 0; i < 200; i++) {
      isWrong[i] = i < 100;
      beliefs[i] = isWrong[i] ? Opinions.LEAST : 1 - Opinions.LEAST;
    }
    ErrorCalibration found = ErrorCalibration.of(beliefs, isWrong, 200);
    assertThat(found.slope()).isZero();
    assertThat(found.applied(.001)).isCloseTo(.5, within(.01));
  }
}
