package dev.assay.server.store.sql;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.Tables;
import dev.assay.server.store.commit.WriterSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The writer's connection. */
public final class SqlWriterSession implements WriterSession {
  private final Connection connection;
  private final Statements statements;
  private final Tables tables;
  private final PreparedStatement savepoint;
  private final PreparedStatement release;
  private final PreparedStatement rollback;
  private final PreparedStatement storeClock;
  private final Runnable afterCommit;
  private long clockMillis;

  /**
   * @param connection in auto-commit mode, used by nobody else
   * @param afterCommit runs after each commit; where it throws the outcome is unknown
   */
  public SqlWriterSession(
      Connection connection, SqlErrors errors, StoreRow store, Runnable afterCommit)
      throws SQLException {
    this.connection = connection;
    this.afterCommit = afterCommit;
    this.statements = new Statements(connection, errors);
    this.tables = SqlTables.of(statements, store.tokenKey());
    this.clockMillis = store.clockMillis();
    this.savepoint = connection.prepareStatement("SAVEPOINT unit");
    this.release = connection.prepareStatement("RELEASE SAVEPOINT unit");
    this.rollback = connection.prepareStatement("ROLLBACK TO SAVEPOINT unit");
    this.storeClock = connection.prepareStatement("UPDATE store SET clock_ms = ?");
  }

  @Override
  public Tables tables() {
    return tables;
  }

  @Override
  public long clockMillis() {
    return clockMillis;
  }

  @Override
  public void begin() {
    setAutoCommit(false);
    statements.open();
  }

  @Override
  public void savepoint() {
    run(savepoint);
  }

  @Override
  public void release() {
    run(release);
  }

  @Override
  public void rollback() {
    run(rollback);
    run(release); // which the rollback left in place
  }

  @Override
  public void commit(long latestMillis) {
    statements.close();
    if (latestMillis > clockMillis) {
      try {
        storeClock.setLong(1, latestMillis);
      } catch (SQLException e) {
        throw new StoreFailed(e);
      }
      run(storeClock);
    }
    setAutoCommit(true);
    clockMillis = latestMillis;
    afterCommit.run();
  }

  private void setAutoCommit(boolean on) {
    try {
      connection.setAutoCommit(on);
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  private static void run(PreparedStatement statement) {
    try {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  @Override
  public @Nullable RuntimeException fatal() {
    return statements.fatal();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }
}
