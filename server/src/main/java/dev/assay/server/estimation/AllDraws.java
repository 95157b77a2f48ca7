package dev.assay.server.estimation;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.ResidualMidP;

/**
 * Estimates from every settled item, weighted by its inclusion probability, with what is believed
 * of it as control variate.
 */
final class AllDraws {
  static final String ESTIMATOR = "multi-round-difference";

  private AllDraws() {}

  /** The mean of the question's answers. */
  static Reading share(Evidence evidence) {
    DifferenceEstimate estimate = evidence.difference();
    return new Reading(
        estimate.mean(),
        estimate.standardError(),
        ESTIMATOR,
        estimate.labelCount(),
        level -> ResidualMidP.of(estimate, level));
  }
}
