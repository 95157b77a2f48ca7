package dev.assay.server.store.sqlite;

import dev.assay.server.store.RestoreOptions;
import dev.assay.server.store.StoreCopy;
import dev.assay.server.store.StoreOpenException;
import dev.assay.server.store.sql.StoreRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Makes a store of a backup. It is another incarnation: tokens of before are refused. */
public final class StoreRestore {
  private final Path backup;
  private final Path place;
  private final Path partial;
  private final RestoreOptions options;

  private StoreRestore(Path backup, Path place, RestoreOptions options) {
    this.backup = backup;
    this.place = place;
    this.partial = place.resolveSibling(place.getFileName() + ".restoring");
    this.options = options;
  }

  /**
   * Restores a backup.
   *
   * @param store where the store is to be
   * @throws StoreOpenException when the backup is not what was written, or there is a store already
   */
  public static StoreCopy run(Path backup, Path store, RestoreOptions options) {
    Path from = StorePath.of(backup);
    if (!Files.exists(from)) {
      throw new StoreOpenException(backup + " does not exist", "give the path of a backup");
    }
    StoreRestore restore = new StoreRestore(from, StorePath.of(store), options);
    try {
      return restore.run();
    } catch (SQLException e) {
      if (new SqliteErrors().isDamage(e)) {
        throw StoreFile.refusal(from, e);
      }
      throw cannotRestore(store, e);
    } catch (IOException e) {
      throw cannotRestore(store, e);
    }
  }

  private static StoreOpenException cannotRestore(Path store, Exception e) {
    return new StoreOpenException(
        "cannot restore " + store + " (" + e.getMessage() + ")",
        "give a place that this user may write and that has room",
        e);
  }

  private StoreCopy run() throws IOException, SQLException {
    boolean isTaken = Files.exists(place);
    FilesInPlace.requireNoLogWithoutStore(place);
    if (isTaken && !options.replace()) {
      throw new StoreOpenException(
          place + " exists", "give another path, or say --replace to move it aside");
    }
    String sha256 = Checksum.of(backup);
    if (!options.withoutChecksum()) {
      Checksum.require(backup, sha256);
    }
    try {
      prepare();
      putInPlace(isTaken);
    } finally {
      removePartial();
    }
    DurableFiles.forceFolder(place);
    return new StoreCopy(place, Files.size(place), sha256);
  }

  private void putInPlace(boolean isTaken) throws IOException {
    if (isTaken) {
      StoreFileLock lock = StoreFileLock.take(place); // nobody uses it, and nobody will meanwhile
      try {
        moveAside();
        Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        lock.close();
      }
    } else {
      Files.move(partial, place); // which does not replace what has appeared meanwhile
    }
  }

  private void removePartial() throws IOException {
    for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
      Files.deleteIfExists(partial.resolveSibling(partial.getFileName() + suffix));
    }
  }

  /** Copies the backup, and its log where it is a plain copy that has one, and makes it a store. */
  private void prepare() throws IOException, SQLException {
    removePartial(); // of a restore that was killed
    Files.copy(backup, partial);
    boolean hasLog = FilesInPlace.hasLog(backup);
    if (hasLog) {
      Files.copy(FilesInPlace.log(backup), FilesInPlace.log(partial));
    }
    try (Connection connection = new SqliteConnections(partial).plain()) {
      StoreFile.requireStore(backup, connection);
      if (!options.withoutLog()) {
        OpenMark.requireLog(backup, connection, hasLog);
      }
      StoreFile.requireWhole(backup, connection);
      if (OpenMark.isKnown(connection)) {
        beginIncarnation(connection);
      } // else it is of an older schema, and any opening begins one
    }
    DurableFiles.force(partial);
  }

  private static void beginIncarnation(Connection connection) throws SQLException {
    int before =
        Integer.parseInt(SqliteConnections.text(connection, "SELECT incarnation FROM store"));
    SqliteConnections.execute(
        connection,
        "UPDATE store SET is_open = 0, is_copy = 0, incarnation = " + StoreRow.otherThan(before));
  }

  /** Gives the store that is there, and its log, another name: nothing is thrown away. */
  private void moveAside() throws IOException {
    int number = 1;
    while (Files.exists(aside(number))) {
      number++;
    }
    Files.move(place, aside(number));
    if (Files.exists(FilesInPlace.log(place))) {
      Files.move(FilesInPlace.log(place), FilesInPlace.log(aside(number)));
    }
    Files.deleteIfExists(place.resolveSibling(place.getFileName() + "-shm"));
  }

  private Path aside(int number) {
    return place.resolveSibling(place.getFileName() + ".replaced-" + number);
  }
}
