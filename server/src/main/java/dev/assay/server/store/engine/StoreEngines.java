package dev.assay.server.store.engine;

import dev.assay.server.store.RestoreOptions;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreCopy;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.buffer.BufferedEngine;
import dev.assay.server.store.commit.Engine;
import dev.assay.server.store.commit.GroupCommitStore;
import dev.assay.server.store.sqlite.SqliteEngine;
import dev.assay.server.store.sqlite.StoppedStore;
import dev.assay.server.store.sqlite.StoreBackup;
import dev.assay.server.store.sqlite.StoreRestore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

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

  /**
   * Reads all of a store that no server has open, and changes nothing.
   *
   * @return what is wrong, one line each; empty where nothing is
   * @throws dev.assay.server.store.StoreOpenException when there is no store or somebody uses it
   */
  public static List<String> check(String place) {
    return StoppedStore.check(Path.of(place));
  }

  /**
   * Writes a backup of a store, whether or not a server has it open, with its checksum beside it.
   *
   * @param target where nothing is yet
   * @throws dev.assay.server.store.StoreOpenException when there is no whole store, or no room
   */
  public static StoreCopy backup(String place, Path target) {
    return StoreBackup.write(Path.of(place), target);
  }

  /**
   * Makes a store of a backup: another incarnation, which refuses tokens of before.
   *
   * @throws dev.assay.server.store.StoreOpenException when the backup is not what was written, or
   *     there is a store in the place already
   */
  public static StoreCopy restore(Path backup, String place, RestoreOptions options) {
    return StoreRestore.run(backup, Path.of(place), options);
  }

  /** A store over an engine, which is closed with the store. */
  public static Store over(Engine engine, StoreOptions options, InstantSource clock) {
    return new GroupCommitStore(new BufferedEngine(engine), options, clock);
  }
}
