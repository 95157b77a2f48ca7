package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;

/**
 * Poisson sampling: each unit is drawn or not, independently, with its own probability ("Sample
 * Efficient Model Evaluation", section 3, there called Bernoulli sampling; the water-filled
 * probabilities are its optimum).
 *
 * <p>The size is random, with variance {@code sum pi (1 - pi)}, and may be 0: budgets are met on
 * average only. Exact variances come free, since draws are independent.
 */
public final class PoissonSampling implements Design {

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public boolean fixedSize() {
    return false;
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    double[] probabilities = frame.inclusionProbabilities(budget);
    return Sample.inRandomOrder(name(), draw(probabilities, seed), probabilities, seed);
  }

  /**
   * Draws a sample. Unit i compares the stream's i-th number with its probability.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1]
   * @param seed of the draw
   * @return the drawn units, ascending
   */
  public static int[] draw(double[] inclusionProbabilities, long seed) {
    Require.probabilities(inclusionProbabilities);
    UnitSet taken = new UnitSet(inclusionProbabilities.length);
    SeededStream random = new SeededStream(seed);
    for (int i = 0; i < inclusionProbabilities.length; i++) {
      if (random.nextUnit() < inclusionProbabilities[i]) {
        taken.add(i);
      }
    }
    return taken.ascending();
  }

  /** The exact law, for at most {@link SampleLaw#MAX_UNITS} units. */
  public static SampleLaw law(double[] inclusionProbabilities) {
    Require.probabilities(inclusionProbabilities);
    return SampleLaw.of(
        inclusionProbabilities.length,
        mask -> {
          double probability = 1;
          for (int i = 0; i < inclusionProbabilities.length; i++) {
            boolean in = (mask >> i & 1) == 1;
            probability *= in ? inclusionProbabilities[i] : 1 - inclusionProbabilities[i];
          }
          return probability;
        });
  }
}
