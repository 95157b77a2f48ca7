package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.commit.GroupCommitStore;
import java.time.InstantSource;

/** A store in memory, for tests that need one and not a file. */
public final class MemoryStore {
  private MemoryStore() {}

  /** An empty store. */
  public static Store open(InstantSource clock) {
    return open(new MemoryDisk(), StoreOptions.defaults(), clock);
  }

  /** Opens what is on the disk. One store of a disk may be open at a time. */
  public static Store open(MemoryDisk disk, StoreOptions options, InstantSource clock) {
    return new GroupCommitStore(new MemoryEngine(disk), options, clock);
  }
}
