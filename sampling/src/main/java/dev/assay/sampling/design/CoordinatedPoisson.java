package dev.assay.sampling.design;

/**
 * Poisson sampling by permanent random numbers: draws of one seed with changed sizes or budget keep
 * as many units as possible, and a greater budget keeps them all.
 *
 * <p>A unit's key is its position in the frame; for keys that outlive it see {@link
 * PermanentNumbers}.
 */
public final class CoordinatedPoisson implements Design {

  @Override
  public String name() {
    return "coordinated-poisson";
  }

  @Override
  public boolean fixedSize() {
    return false;
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    double[] probabilities = frame.inclusionProbabilities(budget);
    long[] keys = new long[frame.units()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = i;
    }
    int[] units = PermanentNumbers.poisson(probabilities, PermanentNumbers.of(keys, seed), 0);
    return Sample.inRandomOrder(name(), units, probabilities, seed);
  }
}
