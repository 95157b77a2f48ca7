package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.EstimationException;

/** Turns the labels of one sample into an estimate of the pool's mean. Stateless. */
public interface MeanEstimator {
  /** The name in the registry, in lower case with hyphens. */
  String name();

  /**
   * The estimate.
   *
   * @throws EstimationException where the sample lacks a column that is needed, or has no label
   */
  MeanEstimate estimate(LabelledSample sample);
}
