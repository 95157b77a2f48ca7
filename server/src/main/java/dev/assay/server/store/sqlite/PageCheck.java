package dev.assay.server.store.sqlite;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.StoreDamaged;
import dev.assay.server.store.commit.IntegrityCheck;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;

/**
 * Reads the pages of one table after another. Each table has a transaction of its own, because the
 * log cannot be folded back beyond the oldest transaction that reads.
 */
final class PageCheck implements IntegrityCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PageCheck.class);

  /** How often the end is looked for: some milliseconds of work. */
  private static final int STEPS_PER_LOOK = 10_000;

  private final Path file;
  private final Connection connection;
  private volatile boolean ending;

  /**
   * @param connection used by nobody else; closed with the check
   */
  PageCheck(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    ProgressHandler.setHandler(
        connection,
        STEPS_PER_LOOK,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return ending ? 1 : 0;
          }
        });
  }

  @Override
  public synchronized void run() {
    long began = System.nanoTime();
    try {
      for (String table : tables()) {
        if (ending) {
          return;
        }
        String found =
            SqliteConnections.text(
                connection, "PRAGMA quick_check('" + table.replace("'", "''") + "')");
        if (!found.equals("ok")) {
          throw new StoreDamaged(file.toString(), found);
        }
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      LOG.info("event=store_checked file={} millis={}", file, millis);
    } catch (SQLException e) {
      if (new SqliteErrors().isDamage(e)) {
        throw new StoreDamaged(file.toString(), String.valueOf(e.getMessage()));
      }
      if (!ending) {
        throw new StoreFailed(e);
      }
    }
  }

  private List<String> tables() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  @Override
  public void close() {
    ending = true;
    synchronized (this) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new StoreFailed(e);
      }
    }
  }
}
