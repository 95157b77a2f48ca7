package dev.assay.server.estimation;

import dev.assay.sampling.estimate.BeliefShift;
import dev.assay.sampling.estimate.DifferenceEstimate;

/**
 * A model version's settled items with their weights: what all its metrics rest on.
 *
 * @param sample the waves with their settled items
 * @param evidence on its errors
 * @param weighed the estimate of its error with the beliefs as they are
 * @param items the settled items
 */
record Judgement(
    WaveSample sample,
    ScoredErrors errors,
    Evidence evidence,
    DifferenceEstimate weighed,
    LabelledItems items) {

  /** Of rounds with at least one settled item of the population. */
  static Judgement of(WaveSample sample, ScoredErrors errors) {
    Evidence evidence = Evidence.of(sample, errors);
    DifferenceEstimate weighed = evidence.difference();
    return new Judgement(
        sample,
        errors,
        evidence,
        weighed,
        new LabelledItems(errors.predictions(), evidence.items(), weighed.designWeights()));
  }

  /** The error, with the beliefs moved to where the labels say that they are. */
  Reading error() {
    BeliefShift shift = BeliefShift.of(weighed);
    return MetricReadings.clipped(
        AllDraws.share(evidence.asking(sample, errors.shifted(shift), weighed)));
  }

  /** The items that it speaks of. */
  long populationCount() {
    return evidence.populationCount();
  }
}
