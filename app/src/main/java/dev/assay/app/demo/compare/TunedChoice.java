package dev.assay.app.demo.compare;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.tune.StrategyBandit;
import java.util.ArrayList;
import java.util.List;

/** One of several recipes for each batch, by what they have earned: as a policy's self_tuning. */
final class TunedChoice implements BatchChoice {
  /** The policy's default. */
  private static final double LEAST_PROBABILITY = .1;

  private final List<Recipe> recipes;
  private final StrategyBandit bandit;
  private final SeededStream random;
  private final List<Integer> arms = new ArrayList<>();
  private final List<Double> probabilities = new ArrayList<>();
  private double errorBefore = Double.NaN;

  TunedChoice(List<Recipe> recipes, long seed) {
    this.recipes = recipes;
    this.bandit = new StrategyBandit(recipes.size(), LEAST_PROBABILITY);
    this.random = new SeededStream(seed, 1);
  }

  @Override
  public Recipe next(int batch) {
    double[] each = bandit.probabilities();
    int arm = StrategyBandit.chosen(each, random.nextUnit());
    arms.add(arm);
    probabilities.add(each[arm]);
    return recipes.get(arm);
  }

  @Override
  public void measured(int batch, double error) {
    if (batch > 0 && !Double.isNaN(errorBefore)) {
      bandit.add(arms.get(batch - 1), probabilities.get(batch - 1), errorBefore - error, 1);
    }
    errorBefore = error;
  }
}
