package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.Interval;

/** Turns the labels of one sample into an interval for the pool's mean. Stateless. */
public interface MeanInterval {
  /** The name in the registry, which its intervals carry as their method. */
  String name();

  /**
   * The interval.
   *
   * @param level nominal coverage, inside (0, 1)
   * @throws dev.assay.sampling.estimate.EstimationException where the sample lacks what is needed
   */
  Interval of(LabelledSample sample, double level);
}
