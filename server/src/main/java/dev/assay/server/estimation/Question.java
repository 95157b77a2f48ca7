package dev.assay.server.estimation;

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

  /** The sum over them of what is believed. */
  double controlTotal(WaveRow wave);

  /** The variance of the total of the answers over them that the wave was planned with, or NaN. */
  double plannedVariance(WaveRow wave);

  /** How much the number of units that the wave's labels stand for was planned to vary, or NaN. */
  double countVariance(WaveRow wave);

  /** The answer for a settled item, in [0, 1]. */
  double z(SettledItem item);

  /** What is believed of it, in [0, 1]: the control variate. */
  double g(SettledItem item);
}
