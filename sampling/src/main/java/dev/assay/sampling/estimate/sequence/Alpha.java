package dev.assay.sampling.estimate.sequence;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;

/** Error probabilities. */
final class Alpha {
  private Alpha() {}

  static double check(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new InvalidInputException("alpha", "is " + alpha + "; give an error inside (0, 1)");
    }
    return alpha;
  }

  static double ofLevel(double level) {
    Require.level(level);
    return 1 - level;
  }
}
