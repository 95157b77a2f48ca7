package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.InvalidInputException;

/** An interval made from counts: for indicators drawn with equal probabilities. */
record CountInterval(String name, Formula formula) implements MeanInterval {
  /** From successes, trials, population and level to an interval. */
  @FunctionalInterface
  interface Formula {
    Interval of(long successes, long trials, long populationCount, double level);
  }

  @Override
  public Interval of(LabelledSample sample, double level) {
    if (!applies(sample)) {
      throw new InvalidInputException(
          "sample",
          "has unequal probabilities or values other than 0 and 1; choose gamma-mid-p instead of "
              + name);
    }
    long successes = 0;
    for (double value : sample.values()) {
      successes += value == 1 ? 1 : 0;
    }
    return formula.of(successes, sample.count(), sample.populationCount(), level);
  }

  /** Whether the values are indicators and every unit was as likely to be drawn. */
  static boolean applies(LabelledSample sample) {
    for (double value : sample.values()) {
      if (value != 0 && value != 1) {
        return false;
      }
    }
    double[] pi = sample.inclusionProbabilities("a count interval");
    for (double probability : pi) {
      if (probability != pi[0]) {
        return false;
      }
    }
    return true;
  }
}
