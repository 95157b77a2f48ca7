package dev.assay.server.store.sql;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.failure.StoreFull;
import dev.assay.server.store.ClockRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.commit.WriterSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's connection. */
public final class SqlWriterSession implements WriterSession {
  private static final Logger LOG = LoggerFactory.getLogger(SqlWriterSession.class);

  private final Connection connection;
  private final SqlErrors errors;
  private final Statements statements;
  private final Tables tables;
  private final PreparedStatement savepoint;
  private final PreparedStatement release;
  private final PreparedStatement rollback;
  private final ClockStatement storeClock;
  private final SessionWatch watch;
  private ClockRow clock;

  /**
   * @param connection in auto-commit mode, used by nobody else
   * @param watch is told of commits and of the end
   */
  public SqlWriterSession(
      Connection connection, SqlErrors errors, StoreRow store, SessionWatch watch)
      throws SQLException {
    this.connection = connection;
    this.watch = watch;
    this.errors = errors;
    this.statements = new Statements(connection, errors);
    this.tables = SqlTables.of(statements, store);
    this.clock = store.clock();
    this.savepoint = connection.prepareStatement("SAVEPOINT unit");
    this.release = connection.prepareStatement("RELEASE SAVEPOINT unit");
    this.rollback = connection.prepareStatement("ROLLBACK TO SAVEPOINT unit");
    this.storeClock = new ClockStatement(connection);
  }

  @Override
  public Tables tables() {
    return tables;
  }

  @Override
  public ClockRow clock() {
    return clock;
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
  public void commit(ClockRow latest) {
    statements.close();
    if (!latest.equals(clock)) {
      try {
        storeClock.write(latest);
      } catch (SQLException e) {
        throw failed(e);
      }
    }
    setAutoCommit(true);
    clock = latest;
    watch.afterCommit();
  }

  @Override
  public void abandon() {
    statements.close();
    try (Statement statement = connection.createStatement()) {
      if (!connection.getAutoCommit()) {
        rollBack(statement);
        statement.execute("BEGIN"); // for the driver, which ends one as it changes its mode
        connection.setAutoCommit(true);
      } else {
        rollBack(statement);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    statements.begin();
  }

  private static void rollBack(Statement statement) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("event=rolled_back_already", e); // engines do so by themselves after some errors
    }
  }

  private RuntimeException failed(SQLException e) {
    return errors.isFull(e) ? new StoreFull() : new StoreFailed(e);
  }

  private void setAutoCommit(boolean on) {
    try {
      connection.setAutoCommit(on);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void run(PreparedStatement statement) {
    try {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public @Nullable RuntimeException fatal() {
    return statements.fatal();
  }

  @Override
  public void close() {
    try (connection) {
      if (!connection.isClosed()) {
        watch.beforeClose();
      }
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }
}
