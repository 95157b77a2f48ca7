package dev.assay.labelstudio.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The state file. Every change is on the disk when its call returns ({@code synchronous=FULL}), so
 * that what was acknowledged to Label Studio survives a crash. Thread-safe: one thread at a time
 * works on it, for the time of some statements and never while a network is waited for.
 */
public final class BridgeState implements AutoCloseable {
  private final Object lock = new Object();
  private final Connection connection;
  private final Facts facts;
  private final Items items;
  private final Releases releases;
  private final Annotations annotations;
  private final Notices notices;

  private BridgeState(Connection connection) {
    this.connection = connection;
    Sql sql = new Sql(connection);
    this.facts = new Facts(this, sql);
    this.items = new Items(this, sql);
    this.releases = new Releases(this, sql);
    this.annotations = new Annotations(this, sql);
    this.notices = new Notices(this, sql);
  }

  /**
   * Opens the file, which is made where it is not.
   *
   * @throws StateException if it cannot be opened or another process has it open
   */
  public static BridgeState open(Path file) {
    Properties settings = new Properties();
    settings.setProperty("journal_mode", "WAL");
    settings.setProperty("synchronous", "FULL");
    settings.setProperty("locking_mode", "EXCLUSIVE");
    settings.setProperty("foreign_keys", "true");
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings);
      try (Statement statement = connection.createStatement()) {
        for (String definition : schema().split(";\\s*\\n", -1)) {
          if (!definition.isBlank()) {
            statement.execute(definition);
          }
        }
        // Takes the lock that is kept until the end: a second bridge on the same file fails here.
        statement.execute("INSERT OR REPLACE INTO fact VALUES ('opened', 'yes')");
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
      return new BridgeState(connection);
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("SQLITE_BUSY")) {
        throw new StateException(
            file + " is in use by another bridge; stop it, or name another file with --state");
      }
      throw new StateException(e);
    }
  }

  private static String schema() {
    try (InputStream in =
        Objects.requireNonNull(BridgeState.class.getResourceAsStream("schema.sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the schema is part of the jar", e);
    }
  }

  public Facts facts() {
    return facts;
  }

  public Items items() {
    return items;
  }

  public Releases releases() {
    return releases;
  }

  public Annotations annotations() {
    return annotations;
  }

  public Notices notices() {
    return notices;
  }

  /** Does work that is all kept or all undone. */
  public void together(Runnable work) {
    synchronized (lock) {
      try {
        connection.setAutoCommit(false);
        try {
          work.run();
          connection.commit();
        } catch (SQLException | RuntimeException e) {
          connection.rollback();
          throw e;
        } finally {
          connection.setAutoCommit(true);
        }
      } catch (SQLException e) {
        throw new StateException(e);
      }
    }
  }

  /** Runs while nobody else works on the file. */
  <T> T alone(Supplier<T> work) {
    synchronized (lock) {
      return work.get();
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new StateException(e);
      }
    }
  }
}
