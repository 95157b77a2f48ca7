package dev.assay.server.store.sqlite;

import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.testkit.EngineContract;

/** SQLite behind the buffer, as it is served, keeps every promise of a store. */
final class SqliteStoreTest extends EngineContract {
  SqliteStoreTest() {
    super((file, options, clock) -> StoreEngines.open(file.toString(), options, clock));
  }
}
