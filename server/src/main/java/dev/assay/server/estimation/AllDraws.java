package dev.assay.server.estimation;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.GammaMidP;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.sampling.estimate.PrevalenceInterval;

/**
 * Estimates from every settled item, weighted by its inclusion probability, with what the model
 * believed as control variate.
 */
final class AllDraws {
  static final String ESTIMATOR = "multi-round-difference";

  private AllDraws() {}

  /** The share of errors: beliefs are probabilities. */
  static Reading errorRate(Evidence evidence) {
    DifferenceEstimate estimate = estimate(evidence);
    return new Reading(
        estimate.mean(),
        estimate.standardError(),
        ESTIMATOR,
        estimate.labelCount(),
        level -> GammaMidP.of(estimate, level));
  }

  /** The share of a class: beliefs are 0 or 1. */
  static Reading classShare(Evidence evidence) {
    DifferenceEstimate estimate = estimate(evidence);
    return new Reading(
        estimate.mean(),
        estimate.standardError(),
        ESTIMATOR,
        estimate.labelCount(),
        level -> PrevalenceInterval.of(estimate, level));
  }

  static DifferenceEstimate estimate(Evidence evidence) {
    return MultiRoundDifference.estimate(
        evidence.populationCount(),
        evidence.rounds(),
        evidence.round(),
        evidence.z(),
        evidence.g(),
        evidence.inclusionProbability());
  }
}
