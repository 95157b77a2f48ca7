package dev.assay.sampling.acquire.tune;

import dev.assay.sampling.Require;
import java.util.Arrays;

/**
 * Chooses among strategies by what each has earned, the idea of Hsu and Lin 2015 ("Active learning
 * by learning", ALBL): a bandit whose arms are strategies.
 *
 * <p>What an arm has earned is the sum of its rewards, each divided by the probability with which
 * the arm was chosen: whatever chose, that sum has the expectation that it would have had if the
 * arm had been taken each time (as in EXP3 and EXP4.P: Auer et al. 2002; Beygelzimer et al. 2011).
 * An arm's weight is the exponential of it, at the rate sqrt(2 ln K / V) with V the sum of reward
 * squared over probability, which needs no range of the rewards and no horizon. The same on every
 * machine.
 */
public final class StrategyBandit {
  private final double[] earned;
  private final double least;
  private double spread;

  /**
   * Nothing is earned yet.
   *
   * @param arms at least 1
   * @param least that no arm's probability is below, in (0, 1/arms]
   */
  public StrategyBandit(int arms, double least) {
    Require.count(arms, 1, Integer.MAX_VALUE, "number of arms");
    if (!(least > 0 && least * arms <= 1 + 1e-12)) {
      throw new IllegalArgumentException(
          "the least probability is " + least + "; give one above 0, at most 1/" + arms);
    }
    this.earned = new double[arms];
    this.least = least;
  }

  /**
   * An arm was chosen and has earned.
   *
   * @param probability with which it was chosen, in (0, 1]
   * @param memory how much it counts, from 0 to 1: less where it is long ago
   */
  public void add(int arm, double probability, double reward, double memory) {
    earned[arm] += memory * reward / probability;
    spread += memory * reward * reward / probability;
  }

  /**
   * What was earned before, by {@link #earned} and {@link #spread} of another.
   *
   * @param memory how much it counts, from 0 to 1
   */
  public void add(double[] earnedBefore, double spreadBefore, double memory) {
    for (int arm = 0; arm < earned.length; arm++) {
      earned[arm] += memory * earnedBefore[arm];
    }
    spread += memory * spreadBefore;
  }

  /** What each arm has earned. */
  public double[] earned() {
    return earned.clone();
  }

  /** The sum of squared rewards over probabilities. */
  public double spread() {
    return spread;
  }

  /** The probabilities of the next choice; they add up to 1. */
  public double[] probabilities() {
    int arms = earned.length;
    double rate = spread > 0 ? Math.sqrt(2 * StrictMath.log(arms) / spread) : 0;
    double most = Arrays.stream(earned).max().orElseThrow();
    double[] weights = new double[arms];
    double total = 0;
    for (int arm = 0; arm < arms; arm++) {
      weights[arm] = StrictMath.exp(rate * (earned[arm] - most));
      total += weights[arm];
    }
    double rest = Math.max(0, 1 - least * arms);
    for (int arm = 0; arm < arms; arm++) {
      weights[arm] = least + rest * weights[arm] / total;
    }
    return weights;
  }

  /**
   * The arm that a random number chooses.
   *
   * @param unit in [0, 1)
   */
  public static int chosen(double[] probabilities, double unit) {
    double sum = 0;
    int arm = 0;
    while (arm < probabilities.length - 1 && sum + probabilities[arm] <= unit) {
      sum += probabilities[arm++];
    }
    return arm;
  }
}
