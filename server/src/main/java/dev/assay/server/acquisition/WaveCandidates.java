package dev.assay.server.acquisition;

import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import java.util.BitSet;

/** What a wave was drawn from, read from the store as of then. */
public final class WaveCandidates {
  private WaveCandidates() {}

  /**
   * Ordinals of the items that could be drawn then, ascending: those of the pool without what
   * earlier waves had taken and what was set aside as gold.
   */
  public static int[] of(Tables tables, WaveRow wave) {
    BitSet taken = new BitSet(wave.poolCount());
    for (WaveRow earlier : tables.waves().list(wave.projectId())) {
      if (earlier.waveNumber() >= wave.waveNumber()) {
        break;
      }
      Long closed = earlier.closedSequence();
      boolean wasOpen = closed == null || closed > wave.drawnSequence();
      int limit = wasOpen ? earlier.drawCount() : earlier.nextPosition();
      for (WaveItemRow item :
          tables.waves().items(wave.projectId(), earlier.waveNumber(), 0, limit)) {
        taken.set(item.ordinal());
      }
    }
    tables.gold().scanReserved(wave.projectId(), wave.waveNumber(), taken::set);
    int[] candidates = new int[wave.poolCount() - taken.cardinality()];
    int count = 0;
    for (int ordinal = taken.nextClearBit(0);
        ordinal < wave.poolCount();
        ordinal = taken.nextClearBit(ordinal + 1)) {
      candidates[count++] = ordinal;
    }
    return candidates;
  }
}
