package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Simple random sampling without replacement: every set of the budget's size is equally likely.
 *
 * <p>The assumption-free design: scores play no part, exact binomial and hypergeometric intervals
 * apply, and it is the honest baseline that weighted designs are measured against.
 */
public final class UniformWithoutReplacement implements Design {

  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    int[] units = draw(frame.units(), budget, new SeededStream(seed));
    double[] probabilities = new double[frame.units()];
    Arrays.fill(probabilities, budget / (double) frame.units());
    return new Sample(name(), units, probabilities, seed);
  }

  /**
   * Draws units 0..units-1 without replacement, in random order (the first steps of Fisher-Yates).
   *
   * @param units the size of the population
   * @param budget the size of the sample
   * @param random advanced by the draw
   */
  public static int[] draw(int units, int budget, SeededStream random) {
    Require.population(units);
    Require.budget(budget, units);
    int[] pool = new int[units];
    for (int i = 0; i < units; i++) {
      pool[i] = i;
    }
    for (int k = 0; k < budget; k++) {
      int other = k + random.nextBelow(units - k);
      int drawn = pool[other];
      pool[other] = pool[k];
      pool[k] = drawn;
    }
    return Arrays.copyOf(pool, budget);
  }
}
