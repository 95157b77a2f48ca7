package dev.assay.server.acquisition;

import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import org.jspecify.annotations.Nullable;

/** The last wave that was planned: rounds of evaluations say nothing of the policy's course. */
final class LastWaves {
  private LastWaves() {}

  /** It, or null before the first. */
  static @Nullable WaveRow planned(Tables tables, long projectId) {
    long number = tables.progress().get(projectId).lastWaveNumber();
    WaveRow wave = tables.waves().find(projectId, number);
    while (wave != null && wave.isEvaluation()) {
      number--;
      wave = tables.waves().find(projectId, number);
    }
    return wave;
  }

  /** Its number, or 0 before the first. */
  static long plannedNumber(Tables tables, long projectId) {
    WaveRow wave = planned(tables, projectId);
    return wave == null ? 0 : wave.waveNumber();
  }
}
