package dev.assay.server.store.sqlite;

import dev.assay.server.store.jdbc.JdbcTransaction;
import dev.assay.server.store.jdbc.Memory;
import dev.assay.server.store.jdbc.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The writer's connection: groups of works, each work undone by itself when it fails. */
final class WriterSession implements AutoCloseable {
  private final Connection connection;
  private final Statements statements;
  private final Memory memory = new Memory();
  private final JdbcTransaction transaction;
  private final PreparedStatement savepoint;
  private final PreparedStatement release;
  private final PreparedStatement undo;
  private final PreparedStatement keepClock;
  private long clockKeptMillis;

  WriterSession(Connection connection, byte[] tokenKey, long clockMillis) throws SQLException {
    this.connection = connection;
    this.statements = new Statements(connection, new SqliteErrors());
    this.transaction = new JdbcTransaction(statements, memory, tokenKey, clockMillis);
    this.clockKeptMillis = clockMillis;
    this.savepoint = connection.prepareStatement("SAVEPOINT work");
    this.release = connection.prepareStatement("RELEASE work");
    this.undo = connection.prepareStatement("ROLLBACK TO work");
    this.keepClock = connection.prepareStatement("UPDATE store SET clock_ms = ?");
  }

  /** Begins a group. */
  void begin() throws SQLException {
    connection.setAutoCommit(false);
  }

  /** Runs one work of the group and returns the effects that it asked for. */
  List<Runnable> run(Submission<?> submission, long clockMillis) throws SQLException {
    savepoint.executeUpdate();
    transaction.begin(clockMillis);
    statements.open();
    boolean keep = submission.run(transaction);
    statements.close();
    List<Runnable> effects = transaction.takeEffects();
    if (statements.fatal() != null) {
      return List.of();
    }
    if (keep) {
      memory.keep();
    } else {
      undo.executeUpdate();
      memory.giveBack();
    }
    release.executeUpdate();
    return keep ? effects : List.of();
  }

  /** Why the group must not be committed, or null. */
  @Nullable RuntimeException fatal() {
    return statements.fatal();
  }

  /** Commits the group. An error means that the outcome is unknown. */
  void commit() throws SQLException {
    statements.open();
    memory.writeOut();
    memory.keep();
    statements.close();
    if (transaction.nowMillis() > clockKeptMillis) {
      keepClock.setLong(1, transaction.nowMillis());
      keepClock.executeUpdate();
    }
    connection.setAutoCommit(true);
    clockKeptMillis = transaction.nowMillis();
  }

  /** Gives up what was not committed. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
