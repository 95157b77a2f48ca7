package dev.assay.server.store.testkit;

import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens a store: the one that was there when the same file was open before. */
@FunctionalInterface
public interface StoreEngine {
  Store open(Path file, StoreOptions options, InstantSource clock);
}
