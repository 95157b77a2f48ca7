package dev.assay.reliability.sequence;

import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import java.time.InstantSource;

/** A place where a store is kept: opens the one that was there before. */
@FunctionalInterface
public interface Engine {
  Store open(StoreOptions options, InstantSource clock);
}
