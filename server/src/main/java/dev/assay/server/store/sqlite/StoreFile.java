package dev.assay.server.store.sqlite;

import dev.assay.server.store.MachineClock;
import dev.assay.server.store.StoreOpenException;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.sql.Migration;
import dev.assay.server.store.sql.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;

/** Makes a file ready: is it a store, is it whole, is it of this version? */
final class StoreFile {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);

  static final List<String> MIGRATION_NAMES =
      List.of(
          "V001__foundation.sql",
          "V002__ledger.sql",
          "V003__quality.sql",
          "V004__standing.sql",
          "V005__store_knows_itself.sql",
          "V006__open_work.sql",
          "V007__partial_scores.sql",
          "V008__blind_checks.sql",
          "V009__wave_inputs.sql",
          "V010__routes.sql",
          "V011__whole_embeddings.sql",
          "V012__planned_variances.sql",
          "V013__second_opinions.sql",
          "V014__count_variances.sql",
          "V015__training_labels.sql",
          "V016__evaluations.sql");

  private final Path file;
  private final SqliteConnections connections;
  private boolean checked;

  StoreFile(Path file, SqliteConnections connections) {
    this.file = file;
    this.connections = connections;
  }

  /**
   * Brings the schema up to date; nothing else may be open.
   *
   * @param lock the file's, which is kept over the connections that come and go here
   * @return a writer, which plans by the statistics that are there afterwards
   */
  Connection prepare(StoreFileLock lock, StoreOptions options, MachineClock clock)
      throws SQLException {
    identify(FilesInPlace.hasLog(file));
    try (Connection connection = connections.writer()) {
      lock.renew();
      OpenMark.takeAway(connection); // its log is here: it may be folded back from now on
      mark(connection);
      check(connection, options.checkBytes());
      int steps =
          new Migrations(Migration.load("db/sqlite", MIGRATION_NAMES))
              .run(connection, file.toString(), clock);
      LOG.info("event=store_opened file={} migrations={}", file, steps);
      return connections.writer();
    }
  }

  /** Refuses what another program made or is not all there, before any setting is written to it. */
  private void identify(boolean hasLog) throws SQLException {
    try (Connection connection = connections.onlooker(hasLog)) {
      String id = applicationId(connection);
      String tables = SqliteConnections.text(connection, "SELECT count(*) FROM sqlite_master");
      boolean isEmpty = id.equals("0") && tables.equals("0");
      if (!isEmpty && !id.equals(SqliteConnections.APPLICATION_ID)) {
        throw new StoreOpenException(
            file + " is a SQLite database of another program",
            "give the path of a store, or of a file that does not exist yet");
      }
      OpenMark.requireLog(file, connection, hasLog);
    }
  }

  /** Refuses a file that is no store. */
  static void requireStore(Path file, Connection connection) throws SQLException {
    if (!applicationId(connection).equals(SqliteConnections.APPLICATION_ID)) {
      throw new StoreOpenException(file + " is no store", "give the path of a store or a backup");
    }
  }

  /** Refuses a file that is damaged. */
  static void requireWhole(Path file, Connection connection) throws SQLException {
    String found = SqliteConnections.text(connection, "PRAGMA quick_check(1)");
    if (!found.equals("ok")) {
      throw damaged(file, found);
    }
  }

  private static void mark(Connection writer) throws SQLException {
    if (!applicationId(writer).equals(SqliteConnections.APPLICATION_ID)) {
      SqliteConnections.execute(
          writer, "PRAGMA application_id = " + SqliteConnections.APPLICATION_ID);
    }
  }

  private static String applicationId(Connection connection) throws SQLException {
    return SqliteConnections.text(connection, "PRAGMA application_id");
  }

  private void check(Connection writer, long checkBytes) throws SQLException {
    try {
      if (Files.size(file) > checkBytes) {
        LOG.info("event=store_check_postponed file={} limit_bytes={}", file, checkBytes);
        return;
      }
    } catch (IOException e) {
      throw new StoreOpenException(
          "cannot read " + file + " (" + e + ")", "make it readable for this user", e);
    }
    requireWhole(file, writer);
    checked = true;
  }

  /** Whether all pages were read when it was prepared. */
  boolean isChecked() {
    return checked;
  }

  /** What an error while opening means to the person who starts the server. */
  static StoreOpenException refusal(Path file, SQLException e) {
    if (new SqliteErrors().isDamage(e)) {
      return damaged(file, String.valueOf(e.getMessage()));
    }
    if (SqliteErrors.hasCode(e, SQLiteErrorCode.SQLITE_BUSY)) {
      return new StoreOpenException(
          file + " is being written by another program", "close that program first", e);
    }
    return new StoreOpenException(
        "cannot open " + file + " (" + e.getMessage() + ")",
        "check that this user may read and write the file and its folder, and that the disk has"
            + " room",
        e);
  }

  private static StoreOpenException damaged(Path file, String found) {
    return new StoreOpenException(
        file + " is damaged or no SQLite database (" + found + ")",
        "restore a backup; keep the damaged file and its -wal file for repair");
  }
}
