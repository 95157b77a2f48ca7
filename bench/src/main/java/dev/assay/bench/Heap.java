package dev.assay.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** How much of the heap is in use by what is still reachable. */
final class Heap {
  private static final int COLLECTIONS = 3;
  private static final int MEBIBYTE = 1 << 20;

  private Heap() {}

  /** Mebibytes in use after the garbage was collected. */
  static long liveMebibytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least / MEBIBYTE;
  }
}
