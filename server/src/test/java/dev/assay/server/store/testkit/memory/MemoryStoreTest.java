package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.testkit.EngineContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The store in memory keeps every promise of a store. */
final class MemoryStoreTest extends EngineContract {
  /** Kept by the path of the file that another engine would use. */
  private static final Map<Path, MemoryDisk> DISKS = new ConcurrentHashMap<>();

  MemoryStoreTest() {
    super((file, options, clock) -> MemoryStore.open(disk(file), options, clock));
  }

  private static MemoryDisk disk(Path file) {
    return DISKS.computeIfAbsent(file, path -> new MemoryDisk());
  }
}
