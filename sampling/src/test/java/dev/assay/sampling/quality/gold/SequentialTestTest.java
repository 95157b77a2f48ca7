package dev.assay.sampling.quality.gold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.InvalidVotesException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SequentialTestTest {
  private static final SequentialTest TEST = new SequentialTest(0.9, 0.7, 0.05, 0.05);
  private static final int RUNS = 20_000;

  /** Standard deviations beyond which a share is held against the promise. */
  private static final double LIMIT = 4.5;

  @Test
  void keepsItsErrorRatesUpToTheFirstDecision() {
    double suspendedGood = shareOfFirstDecisions(0.9, Standing.SUSPENDED, 1);
    double trustedBad = shareOfFirstDecisions(0.7, Standing.TRUSTED, 2);
    double promise = 0.05 / 0.95;
    double slack = LIMIT * Math.sqrt(promise * (1 - promise) / RUNS);
    assertThat(suspendedGood).isLessThan(promise + slack);
    assertThat(trustedBad).isLessThan(promise + slack);
  }

  @Test
  void aProvenAnnotatorWhoTurnsCarelessIsSuspended() {
    SeededStream random = new SeededStream(3);
    for (int run = 0; run < 500; run++) {
      SequentialTest.State state = SequentialTest.State.START;
      for (int check = 0; check < 200; check++) {
        state = TEST.after(state, true);
      }
      assertThat(state.standing()).isEqualTo(Standing.TRUSTED);
      int checks = 0;
      while (state.standing() != Standing.SUSPENDED) {
        state = TEST.after(state, random.nextUnit() < 0.5);
        assertThat(++checks).isLessThan(200);
      }
    }
  }

  @Test
  void falseSuspensionsOfTheTrustedAreAsRareAsPromised() {
    SeededStream random = new SeededStream(4);
    long checks = 0;
    int runs = 2000;
    for (int run = 0; run < runs; run++) {
      SequentialTest.State state = new SequentialTest.State(TEST.lowerBound(), Standing.TRUSTED);
      while (state.standing() != Standing.SUSPENDED) {
        state = TEST.after(state, random.nextUnit() < 0.9);
        checks++;
      }
    }
    assertThat((double) checks / runs).isGreaterThan(StrictMath.exp(TEST.upperBound()));
  }

  @Test
  void suspensionEndsTheTest() {
    SequentialTest.State state = SequentialTest.State.START;
    for (int check = 0; check < 10; check++) {
      state = TEST.after(state, false);
    }
    assertThat(state.standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(TEST.after(state, true)).isEqualTo(state);
  }

  @Test
  void trustFallsBackBeforeItEnds() {
    SequentialTest.State state = new SequentialTest.State(TEST.lowerBound(), Standing.TRUSTED);
    state = TEST.after(state, false);
    assertThat(state.standing()).isEqualTo(Standing.TRUSTED);
    state = TEST.after(TEST.after(state, false), false);
    assertThat(state.standing()).isEqualTo(Standing.PROBATION);
  }

  @Test
  void refusesAccuraciesInTheWrongOrder() {
    Assertions.assertThatThrownBy(() -> new SequentialTest(0.7, 0.9, 0.05, 0.05))
        .isInstanceOf(InvalidVotesException.class)
        .hasMessageContaining("good accuracy");
  }

  private static double shareOfFirstDecisions(double accuracy, Standing standing, long seed) {
    SeededStream random = new SeededStream(seed);
    int count = 0;
    for (int run = 0; run < RUNS; run++) {
      SequentialTest.State state = SequentialTest.State.START;
      while (state.standing() == Standing.PROBATION) {
        state = TEST.after(state, random.nextUnit() < accuracy);
      }
      count += state.standing() == standing ? 1 : 0;
    }
    return (double) count / RUNS;
  }
}
