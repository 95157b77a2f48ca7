package dev.assay.sampling.design;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;

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

  /** A frame with all that any design may need; three strata of different sizes. */
  public static Frame frame(double[] sizes) {
    int units = sizes.length;
    int[] stratumOf = new int[units];
    double[] spread = sizes.clone();
    double[] costs = uniform(units, 13);
    for (int i = 0; i < units; i++) {
      stratumOf[i] = i % 3 == 0 ? 0 : i % 4 == 0 ? 1 : 2;
      spread[i] *= 4 - stratumOf[i];
      costs[i] += 3 * stratumOf[i] + 0.5;
    }
    return Frame.of(spread)
        .withFloorShare(0.3)
        .withOrderKeys(uniform(units, 14))
        .withStrata(Strata.ofLabels(stratumOf))
        .withCoordinates(uniform(units, 15), uniform(units, 16))
        .withCosts(costs);
  }
}
