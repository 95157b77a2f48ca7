package dev.assay.server.pool;

import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import java.util.BitSet;

/** The items of a pool that batches may still be drawn from, what open waves hold included. */
final class UnservedItems {
  private UnservedItems() {}

  /**
   * Their ordinals. What changes meanwhile is seen in part.
   *
   * @param snapshot the pool's
   */
  static BitSet of(Tables tables, long projectId, PoolSnapshot snapshot) {
    BitSet unserved = new BitSet(snapshot.itemCount());
    for (int ordinal = 0; ordinal < snapshot.itemCount(); ordinal++) {
      unserved.set(ordinal, !snapshot.isTaken(ordinal));
    }
    for (WaveRow wave : tables.waves().open(projectId)) {
      for (WaveItemRow item :
          tables
              .waves()
              .items(projectId, wave.waveNumber(), wave.nextPosition(), wave.unservedCount())) {
        unserved.set(item.ordinal());
      }
    }
    return unserved;
  }
}
