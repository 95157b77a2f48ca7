package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.Interval;

/**
 * The interval that is calibrated for the sample at hand; the one it gives says which it chose.
 *
 * <ul>
 *   <li>Indicators drawn with equal probabilities and no control variate: {@code hypergeometric},
 *       which needs no assumption.
 *   <li>Other values in [0, 1] (with beliefs in [0, 1], if any): {@code gamma-mid-p}.
 *   <li>Anything else, such as costs: {@code wald}, for which no better one is known here.
 * </ul>
 */
final class AutoInterval implements MeanInterval {
  /** The name in the registry. */
  static final String NAME = "auto";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Interval of(LabelledSample sample, double level) {
    return MeanIntervals.named(choice(sample)).of(sample, level);
  }

  private static String choice(LabelledSample sample) {
    for (double value : sample.values()) {
      if (value < 0 || value > 1) {
        return "wald";
      }
    }
    if (sample.hasControl()) {
      return sample.control(NAME).isBelief(sample.populationCount()) ? "gamma-mid-p" : "wald";
    }
    return CountInterval.applies(sample) ? "hypergeometric" : "gamma-mid-p";
  }
}
