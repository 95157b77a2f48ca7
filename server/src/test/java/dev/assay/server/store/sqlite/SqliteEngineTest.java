package dev.assay.server.store.sqlite;

import dev.assay.server.store.commit.GroupCommitStore;
import dev.assay.server.store.testkit.EngineContract;

/** SQLite alone keeps every promise of a store. */
final class SqliteEngineTest extends EngineContract {
  SqliteEngineTest() {
    super(
        (file, options, clock) ->
            new GroupCommitStore(SqliteEngine.open(file, options, clock), options, clock));
  }
}
