package dev.assay.server.store.engine;

import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.buffer.BufferedEngine;
import dev.assay.server.store.commit.Engine;
import dev.assay.server.store.commit.GroupCommitStore;
import dev.assay.server.store.sqlite.SqliteEngine;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens stores. */
public final class StoreEngines {
  private StoreEngines() {}

  /**
   * Opens the store that is there, or makes one.
   *
   * @param place the path of a SQLite file; a further engine is told by how its places begin
   * @throws dev.assay.server.store.StoreOpenException when it cannot be opened
   */
  public static Store open(String place, StoreOptions options, InstantSource clock) {
    return over(SqliteEngine.open(Path.of(place), options, clock), options, clock);
  }

  /** A store over an engine, which is closed with the store. */
  public static Store over(Engine engine, StoreOptions options, InstantSource clock) {
    return new GroupCommitStore(new BufferedEngine(engine), options, clock);
  }
}
