package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Simple random sampling with replacement: independent draws, each unit equally likely each time.
 *
 * <p>Wastes labels on repeats; here because published tables measure against it ("random" in the
 * stratified importance sampling paper), which flatters what is measured by up to N / (N - n).
 */
public final class UniformWithReplacement implements Design {

  @Override
  public String name() {
    return "uniform-with-replacement";
  }

  @Override
  public boolean withReplacement() {
    return true;
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    Require.positiveBudget(budget);
    SeededStream random = new SeededStream(seed);
    int[] units = new int[budget];
    for (int k = 0; k < budget; k++) {
      units[k] = random.nextBelow(frame.units());
    }
    double[] expectedDraws = new double[frame.units()];
    Arrays.fill(expectedDraws, budget / (double) frame.units());
    return new Sample(name(), units, expectedDraws, seed);
  }
}
