package dev.assay.server.store.sqlite;

import dev.assay.server.store.StoreOpenException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens connections to one file with the settings that durability rests on, and reads every setting
 * back: a driver that drops one silently must not be trusted with money.
 */
final class SqliteConnections {
  private static final int WRITER_CACHE_KIBIBYTES = 64 << 10;
  private static final int READER_CACHE_KIBIBYTES = 16 << 10;
  private static final int BUSY_MILLIS = 5_000;

  /** Where the writer folds the log back within a commit: only if nothing else could before. */
  private static final int CHECKPOINT_PAGES = 64_000;

  private static final int LOG_KEPT_BYTES = 64 << 20;

  /** "ASAY": marks the file as a store. */
  static final String APPLICATION_ID = Integer.toString(0x41534159);

  private final Path file;

  SqliteConnections(Path file) {
    this.file = file;
  }

  /** A connection that leaves the file's settings as they are. */
  Connection plain() throws SQLException {
    return new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
  }

  /**
   * A connection that looks at a file as it is, beside a server or without one.
   *
   * @param hasLog whether the file has a log: then the connection cannot write, for as the last one
   *     to be closed it would fold the log back and remove it
   */
  Connection onlooker(boolean hasLog) throws SQLException {
    if (!hasLog) {
      return plain();
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** A connection whose transactions take the write lock as they begin. */
  Connection writer() throws SQLException {
    SQLiteConfig config = common();
    config.setJournalMode(JournalMode.WAL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setCacheSize(-WRITER_CACHE_KIBIBYTES);
    config.setWalAutocheckpoint(CHECKPOINT_PAGES);
    config.setJournalSizeLimit(LOG_KEPT_BYTES);
    return open(
        config,
        Map.of(
            "journal_mode",
            "wal",
            "synchronous",
            "2",
            "foreign_keys",
            "1",
            "automatic_index",
            "0",
            "busy_timeout",
            Integer.toString(BUSY_MILLIS),
            "cache_size",
            Integer.toString(-WRITER_CACHE_KIBIBYTES),
            "wal_autocheckpoint",
            Integer.toString(CHECKPOINT_PAGES),
            "journal_size_limit",
            Integer.toString(LOG_KEPT_BYTES)));
  }

  /** A connection that folds the log back, and changes nothing else. */
  Connection folder() throws SQLException {
    SQLiteConfig config = common();
    config.setTransactionMode(TransactionMode.DEFERRED);
    config.setCacheSize(-READER_CACHE_KIBIBYTES);
    config.setJournalSizeLimit(LOG_KEPT_BYTES);
    return open(config, Map.of("journal_mode", "wal", "synchronous", "2"));
  }

  /** A connection that cannot change anything. */
  Connection reader() throws SQLException {
    SQLiteConfig config = common();
    config.setTransactionMode(TransactionMode.DEFERRED);
    config.setReadOnly(true);
    config.setCacheSize(-READER_CACHE_KIBIBYTES);
    return open(
        config,
        Map.of(
            "journal_mode", "wal",
            "foreign_keys", "1",
            "query_only", "1",
            "automatic_index", "0",
            "busy_timeout", Integer.toString(BUSY_MILLIS),
            "cache_size", Integer.toString(-READER_CACHE_KIBIBYTES)));
  }

  private static SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTempStore(TempStore.MEMORY);
    config.enableAutomaticIndex(false); // building one reads the whole table
    config.setOpenMode(SQLiteOpenMode.NOMUTEX); // each connection is used by one thread at a time
    config.setGetGeneratedKeys(false); // the driver would ask for one after every INSERT
    config.setPragma(Pragma.MMAP_SIZE, "0");
    return config;
  }

  private Connection open(SQLiteConfig config, Map<String, String> expected) throws SQLException {
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      if (expected.containsKey("query_only")) {
        execute(connection, "PRAGMA query_only = 1"); // which the driver has no property for
      }
      requireSettings(connection, file, expected);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Refuses a connection that has not every setting that it was asked for. */
  static void requireSettings(Connection connection, Path file, Map<String, String> expected)
      throws SQLException {
    for (Map.Entry<String, String> setting : expected.entrySet()) {
      String actual = text(connection, "PRAGMA " + setting.getKey());
      if (!actual.equals(setting.getValue())) {
        throw new StoreOpenException(
            "SQLite has " + setting.getKey() + " = " + actual + " for " + file,
            "it must be " + setting.getValue() + "; put the store on a local file system");
      }
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
