package dev.assay.server.estimation;

import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import java.util.Map;

/**
 * Gold items that were never served as ordinary work: no wave draws them, and no estimate speaks of
 * them. So each time that some are set aside the population is another, and the waves before and
 * after speak of different ones.
 *
 * @param byWave set aside items by the last wave drawn before they were
 */
record SetAside(Map<Long, Integer> byWave) {

  static SetAside read(Tables tables, long projectId) {
    return new SetAside(tables.gold().reservedByWave(projectId));
  }

  /** How many items of the pool the wave could not draw for this reason. */
  int before(WaveRow wave) {
    return byWave.entrySet().stream()
        .filter(entry -> entry.getKey() < wave.waveNumber())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
