package dev.assay.server.store.sqlite;

import dev.assay.server.store.StoreOpenException;
import dev.assay.server.store.sql.SessionWatch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mark in the store's file itself that somebody has it open.
 *
 * <p>What is committed is in the log until it is folded back. A copy of the file alone is a store
 * of some time ago that looks whole. So the file says that it is open, before anything is committed
 * to it, and no more when it was closed in order. A marked file was copied while it was open, or
 * its server was killed; only in the second case its log lies beside it.
 */
final class OpenMark implements SessionWatch {
  private static final Logger LOG = LoggerFactory.getLogger(OpenMark.class);

  private final Connection writer;
  private final FilesInPlace files;

  OpenMark(Connection writer, FilesInPlace files) {
    this.writer = writer;
    this.files = files;
  }

  /** Whether the file's schema has the mark, and there is a row to hold it. */
  static boolean isKnown(Connection connection) throws SQLException {
    String column =
        SqliteConnections.text(
            connection, "SELECT count(*) FROM pragma_table_info('store') WHERE name = 'is_open'");
    return column.equals("1")
        && SqliteConnections.text(connection, "SELECT count(*) FROM store").equals("1");
  }

  /** Whether the file is marked; a file without the schema is not. */
  static boolean isOn(Connection connection) throws SQLException {
    return isKnown(connection)
        && SqliteConnections.text(connection, "SELECT is_open FROM store").equals("1");
  }

  /**
   * Refuses a marked file without its log.
   *
   * @param hasLog whether there was one before anything opened the file
   */
  static void requireLog(Path file, Connection connection, boolean hasLog) throws SQLException {
    if (!hasLog && isOn(connection)) {
      throw new StoreOpenException(
          file
              + " is not the whole store: it was copied while a server had it open, or its log "
              + FilesInPlace.log(file).getFileName()
              + " is lost, and what was acknowledged last may be missing",
          "put its log beside it, or restore a backup made by assay store backup; assay store"
              + " restore --without-log makes a store of what is there");
    }
  }

  /**
   * Brings the mark from the log into the file, so that a copy has it. The log stays as long as it
   * is: an empty one would look like none.
   */
  static void writeThrough(Connection writer) throws SQLException {
    SqliteConnections.text(writer, "PRAGMA wal_checkpoint(FULL)");
  }

  @Override
  public void afterCommit() {
    files.require();
  }

  @Override
  public void beforeClose() {
    if (!files.areInPlace()) {
      return;
    }
    try {
      if (!writer.getAutoCommit()) {
        SqliteConnections.execute(writer, "ROLLBACK");
      }
    } catch (SQLException e) {
      LOG.debug("event=rolled_back_already", e); // SQLite does so by itself after some errors
    }
    try {
      takeAway(writer);
    } catch (SQLException e) {
      // The log stays then, as nothing can be folded back: the next one to open it finds it there.
      LOG.warn("event=store_left_marked_as_open", e);
    }
  }

  /** Takes the mark away, where it is on. */
  static void takeAway(Connection connection) throws SQLException {
    if (isOn(connection)) {
      SqliteConnections.execute(connection, "UPDATE store SET is_open = 0");
    }
  }
}
