package dev.assay.server.estimation;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.Interval;
import dev.assay.server.store.WaveRow;

/**
 * A question about each item of a population, whose answers' mean is estimated: yes is 1, no is 0.
 * What it asks of the whole pool was summed when the wave was drawn.
 */
interface Question {
  /** Whether a settled item belongs to the population. */
  boolean isMember(SettledItem item);

  /** The wave's candidates that belong to the population. */
  int memberCount(WaveRow wave);

  /** The sum over them of what the model believed. */
  double controlTotal(WaveRow wave);

  /** The answer for a settled item, in [0, 1]. */
  double z(SettledItem item);

  /** What the model believed of it beforehand, in [0, 1]. */
  double g(SettledItem item);

  /** The interval for the mean. */
  Interval interval(DifferenceEstimate estimate, double level);
}
