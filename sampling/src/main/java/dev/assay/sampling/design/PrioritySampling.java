package dev.assay.sampling.design;

import dev.assay.sampling.Require;

/**
 * Priority sampling (Duffield, Lund and Thorup 2007, "Priority sampling for estimation of arbitrary
 * subset sums") as a design over a frame: exactly as many draws as the budget.
 *
 * <p>The reported probabilities are {@code min(1, x_i / tau)} given the threshold tau of this very
 * draw: they make totals exactly unbiased and pairwise uncorrelated, but are not the probabilities
 * over all draws, and do not add up to the budget. Weights are the sizes mixed with equal ones, the
 * floor share being the latter's part.
 */
public final class PrioritySampling implements Design {

  @Override
  public String name() {
    return "priority";
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    int population = frame.units();
    Require.budget(budget, population);
    double[] weights = ImportanceSampling.drawProbabilities(frame.sizes(), frame.floorShare());
    PriorityReservoir reservoir = new PriorityReservoir(budget, seed);
    for (int i = 0; i < population; i++) {
      reservoir.offer(i, weights[i]);
    }
    PriorityReservoir.Drawn drawn = reservoir.drawn();
    int[] units = new int[drawn.size()];
    for (int k = 0; k < units.length; k++) {
      units[k] = (int) drawn.itemKeys()[k];
    }
    double[] probabilities = new double[population];
    for (int i = 0; i < population; i++) {
      probabilities[i] = drawn.probability(weights[i]);
    }
    return Sample.inRandomOrder(name(), units, probabilities, seed);
  }
}
