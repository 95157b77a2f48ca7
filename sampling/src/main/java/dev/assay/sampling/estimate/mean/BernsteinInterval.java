package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.EmpiricalBernstein;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.InvalidInputException;

/** {@link EmpiricalBernstein} of values in [0, 1] that were drawn with equal probabilities. */
final class BernsteinInterval implements MeanInterval {
  @Override
  public String name() {
    return EmpiricalBernstein.NAME;
  }

  @Override
  public Interval of(LabelledSample sample, double level) {
    double[] pi = sample.inclusionProbabilities(name());
    for (double probability : pi) {
      if (probability != pi[0]) {
        throw new InvalidInputException(
            "inclusionProbability", "differs between labels; choose gamma-mid-p instead");
      }
    }
    return EmpiricalBernstein.of(sample.values(), 0, 1, level);
  }
}
