package dev.assay.sampling.design;

import dev.assay.sampling.SeededStream;

/** Made-up populations, the same each time. */
public final class Populations {

  private Populations() {}

  /** Sizes uniform on [0, 1). */
  public static double[] uniform(int units, long seed) {
    SeededStream random = new SeededStream(seed);
    double[] values = new double[units];
    for (int i = 0; i < units; i++) {
      values[i] = random.nextUnit();
    }
    return values;
  }

  /** Sizes of which a few are far greater than the others, as error scores are. */
  public static double[] skewed(int units, long seed) {
    double[] values = uniform(units, seed);
    for (int i = 0; i < units; i++) {
      values[i] = values[i] * values[i] * values[i] + 1e-3;
    }
    return values;
  }
}
