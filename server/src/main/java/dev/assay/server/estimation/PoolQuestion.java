package dev.assay.server.estimation;

import dev.assay.server.store.WaveRow;

/**
 * What is asked of every item of the pool, whichever model version was current; without a control
 * unless it brings one.
 */
interface PoolQuestion extends Question {
  @Override
  default boolean isMember(SettledItem item) {
    return true;
  }

  @Override
  default int memberCount(WaveRow wave) {
    return wave.candidateCount();
  }

  @Override
  default double controlTotal(WaveRow wave) {
    return 0;
  }

  @Override
  default double plannedVariance(WaveRow wave) {
    return wave.poolVariance();
  }

  @Override
  default double countVariance(WaveRow wave) {
    return wave.poolCountVariance();
  }

  @Override
  default double g(SettledItem item) {
    return 0;
  }
}
