package dev.assay.server.store.sqlite;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.Store.Question;
import dev.assay.server.store.jdbc.JdbcTables;
import dev.assay.server.store.jdbc.Memory;
import dev.assay.server.store.jdbc.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/** One reader's connection: each question sees one instant and may take so long. */
final class ReaderSession implements AutoCloseable {
  /** How often the limit is looked at: some milliseconds of work. */
  private static final int STEPS_PER_LOOK = 50_000;

  private final Connection connection;
  private final Statements statements;
  private final Memory memory = new Memory();
  private final JdbcTables tables;
  private final long limitNanos;
  private long began;

  ReaderSession(Connection connection, byte[] tokenKey, long limitMillis) throws SQLException {
    this.connection = connection;
    this.statements = new Statements(connection, new SqliteErrors());
    this.tables = new JdbcTables(statements, memory, tokenKey);
    this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    ProgressHandler.setHandler(
        connection,
        STEPS_PER_LOOK,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - began > limitNanos ? 1 : 0;
          }
        });
  }

  <R> R ask(Question<R> question) {
    try {
      began = System.nanoTime();
      connection.setAutoCommit(false);
      statements.open();
      memory.clear();
      try {
        return question.ask(tables);
      } finally {
        statements.close();
        began = System.nanoTime();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  /** The first error, after which the connection is better not used again, or null. */
  @Nullable RuntimeException failure() {
    return statements.fatal();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
