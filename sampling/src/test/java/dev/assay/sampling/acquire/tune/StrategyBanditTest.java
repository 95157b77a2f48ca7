package dev.assay.sampling.acquire.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import org.junit.jupiter.api.Test;

class StrategyBanditTest {
  @Test
  void nothingEarnedLeavesAllEvenAndNoneFallsBelowTheLeast() {
    StrategyBandit bandit = new StrategyBandit(4, .1);
    assertThat(bandit.probabilities()).containsExactly(.25, .25, .25, .25);
    for (int t = 0; t < 100; t++) {
      bandit.add(2, .25, 1, 1);
    }
    assertThat(bandit.probabilities()).containsExactly(new double[] {.1, .1, .7, .1}, within(1e-6));
  }

  @Test
  void theScaleOfTheRewardsDoesNotMatter() {
    StrategyBandit some = new StrategyBandit(3, .05);
    StrategyBandit same = new StrategyBandit(3, .05);
    SeededStream random = new SeededStream(4);
    for (int t = 0; t < 20; t++) {
      double reward = random.nextUnit() - .4;
      some.add(t % 3, .3, reward, 1);
      same.add(t % 3, .3, reward * 1000, 1);
    }
    assertThat(same.probabilities()).containsExactly(some.probabilities(), within(1e-12));
  }

  /**
   * What an arm has earned has the expectation of its reward in each round, although arms are
   * chosen by what was earned. Each run's deviation is taken from the runs, and four standard
   * errors are exceeded once in 16,000 times.
   */
  @Test
  void whatAnArmHasEarnedIsUnbiasedHoweverItWasChosen() {
    double[] means = {.02, .05, -.01};
    int rounds = 30;
    int runs = 4_000;
    double[] sums = new double[3];
    double[] squares = new double[3];
    for (int run = 0; run < runs; run++) {
      SeededStream random = new SeededStream(run);
      StrategyBandit bandit = new StrategyBandit(3, .1);
      for (int t = 0; t < rounds; t++) {
        double[] p = bandit.probabilities();
        int arm = StrategyBandit.chosen(p, random.nextUnit());
        bandit.add(arm, p[arm], means[arm] + (random.nextUnit() - .5) * .2, 1);
      }
      for (int arm = 0; arm < 3; arm++) {
        sums[arm] += bandit.earned()[arm];
        squares[arm] += bandit.earned()[arm] * bandit.earned()[arm];
      }
    }
    for (int arm = 0; arm < 3; arm++) {
      double mean = sums[arm] / runs;
      double error = Math.sqrt((squares[arm] / runs - mean * mean) / runs);
      assertThat(mean).isCloseTo(rounds * means[arm], within(4 * error));
      assertThat(error).isLessThan(.05); // 2 % of a sum that would pass for another arm's
    }
  }

  @Test
  void theBetterArmComesToBeInFavourAndAChangeIsFollowedWhereTheWindowForgets() {
    StrategyBandit old = new StrategyBandit(2, .1);
    for (int t = 0; t < 30; t++) {
      old.add(t % 2, .5, t % 2 == 0 ? .1 : 0, 1);
    }
    assertThat(old.probabilities()[0]).isGreaterThan(.8);
    StrategyBandit now = new StrategyBandit(2, .1);
    for (int t = 0; t < 10; t++) {
      now.add(t % 2, .5, t % 2 == 0 ? 0 : .1, 1);
    }
    double alone = now.probabilities()[1];
    now.add(old.earned(), old.spread(), .25);
    assertThat(now.probabilities()[1]).isBetween(.5, alone);
  }

  @Test
  void aChoiceFollowsTheProbabilities() {
    double[] p = {.2, .5, .3};
    assertThat(StrategyBandit.chosen(p, 0)).isZero();
    assertThat(StrategyBandit.chosen(p, .1999)).isZero();
    assertThat(StrategyBandit.chosen(p, .2)).isEqualTo(1);
    assertThat(StrategyBandit.chosen(p, .71)).isEqualTo(2);
    assertThat(StrategyBandit.chosen(p, .9999999999)).isEqualTo(2);
  }

  @Test
  void aLeastProbabilityThatAllCannotHaveIsRefused() {
    assertThatThrownBy(() -> new StrategyBandit(3, .4)).hasMessageContaining("at most 1/3");
    assertThatThrownBy(() -> new StrategyBandit(3, 0)).hasMessageContaining("above 0");
  }
}
