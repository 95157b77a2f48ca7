package dev.assay.sampling.quality.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GoldPosteriorTest {
  @Test
  void isTheBetaDistributionOfTheChecks() {
    GoldPosterior gold = GoldPosterior.start(AccuracyPosterior.UNIFORM, 2);
    for (int check = 0; check < 9; check++) {
      gold = gold.after(0, true);
    }
    gold = gold.after(1, false);
    assertThat(gold.checks()).isEqualTo(10);
    assertThat(gold.overall()).isEqualTo(new AccuracyPosterior(10, 2));
    assertThat(gold.overall().mean()).isCloseTo(10 / 12.0, within(1e-12));
    // The 0.025 and 0.975 quantiles of Beta(10, 2).
    assertThat(gold.overall().low(0.95)).isCloseTo(0.58722, within(1e-5));
    assertThat(gold.overall().high(0.95)).isCloseTo(0.97717, within(1e-5));
  }

  @Test
  void aClassHasAnAccuracyOfItsOwnOnceThereAreEnoughChecks() {
    GoldPosterior gold = GoldPosterior.start(AccuracyPosterior.UNIFORM, 3);
    for (int check = 0; check < GoldPosterior.MIN_CLASS_CHECKS; check++) {
      assertThat(gold.ofClass(2)).isEmpty();
      gold = gold.after(2, true);
    }
    assertThat(gold.ofClass(2).orElseThrow().mean()).isGreaterThan(0.85);
    assertThat(gold.ofClass(0)).isEmpty();
  }
}
