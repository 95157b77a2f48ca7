package dev.assay.server.store.sqlite;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.StoreFileLost;
import dev.assay.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether the store and its log are still the files that were opened.
 *
 * <p>An open file can be written after its name was removed or given to another: every commit
 * succeeds, and everything is gone with the process. So the names are looked at after each commit
 * and before it is acknowledged.
 */
final class FilesInPlace {
  private static final Logger LOG = LoggerFactory.getLogger(FilesInPlace.class);

  /** A log of no more has nothing in it. */
  private static final int LOG_HEADER_BYTES = 32;

  private final Path file;
  private final Path log;
  private final FileIdentity fileOpened;
  private final FileIdentity logOpened;

  /** Remembers what is there; the log is there as soon as a connection has read the store. */
  FilesInPlace(Path file) {
    this.file = file;
    this.log = log(file);
    this.fileOpened = opened(file);
    this.logOpened = opened(log);
  }

  /** Where SQLite keeps the log of a store. */
  static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  private static Path aside(Path log, int number) {
    return log.resolveSibling(log.getFileName() + ".lost-" + number);
  }

  /**
   * Refuses to make a store where one has left its log: the log holds what was acknowledged, and
   * SQLite would remove it.
   */
  static void requireNoLogWithoutStore(Path file) {
    if (Files.exists(file)) {
      return;
    }
    for (Path left : List.of(log(file), aside(log(file), 1))) {
      if (Files.exists(left)) {
        throw new StoreOpenException(
            file + " is missing and its log " + left.getFileName() + " is there",
            "put the store back, or move the log away to begin a new store");
      }
    }
  }

  /** Whether the store has a log with anything in it. */
  static boolean hasLog(Path file) {
    try {
      return Files.size(log(file)) > LOG_HEADER_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private static FileIdentity opened(Path path) {
    try {
      return FileIdentity.of(path);
    } catch (IOException e) {
      @Nullable IOException cause = e instanceof NoSuchFileException ? null : e;
      throw new StoreFailed(new StoreFileLost(path.toString(), cause));
    }
  }

  /**
   * Does nothing while both are in place.
   *
   * @throws StoreFailed when one is not
   */
  void require() {
    require(file, fileOpened);
    require(log, logOpened);
  }

  /** Whether both are in place. */
  boolean areInPlace() {
    try {
      require();
      return true;
    } catch (StoreFailed e) {
      return false;
    }
  }

  private static void require(Path path, FileIdentity opened) {
    if (!opened(path).equals(opened)) {
      throw new StoreFailed(new StoreFileLost(path.toString(), null));
    }
  }

  /**
   * Gives the log another name where the store was lost, once everything is closed: whatever lies
   * in the store's place next must not be read with a log that is not its own.
   */
  void putLogOfLostStoreAside() throws IOException {
    if (isInPlace(file, fileOpened) || !isInPlace(log, logOpened)) {
      return;
    }
    int number = 1;
    while (Files.exists(aside(log, number))) {
      number++;
    }
    Files.move(log, aside(log, number));
    LOG.error("event=store_log_put_aside file={} log={}", file, aside(log, number));
  }

  private static boolean isInPlace(Path path, FileIdentity opened) throws IOException {
    try {
      return FileIdentity.of(path).equals(opened);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
