package dev.assay.server.store.buffer;

import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.testkit.EngineContract;
import dev.assay.server.store.testkit.memory.MemoryDisk;
import dev.assay.server.store.testkit.memory.MemoryEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The buffer keeps every promise of a store over another engine than SQLite, too. */
final class BufferedStoreTest extends EngineContract {
  /** Kept by the path of the file that another engine would use. */
  private static final Map<Path, MemoryDisk> DISKS = new ConcurrentHashMap<>();

  BufferedStoreTest() {
    super(
        (file, options, clock) -> StoreEngines.over(new MemoryEngine(disk(file)), options, clock));
  }

  private static MemoryDisk disk(Path file) {
    return DISKS.computeIfAbsent(file, path -> new MemoryDisk());
  }
}
