package dev.assay.server.store.sql;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.Store.Question;
import dev.assay.server.store.Tables;
import dev.assay.server.store.commit.ReaderSession;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One reader's connection: each question is a transaction. */
public final class SqlReaderSession implements ReaderSession {
  private final Connection connection;
  private final SqlErrors errors;
  private final Statements statements;
  private final Tables tables;

  /**
   * @param connection one whose transactions see one instant, used by nobody else
   */
  public SqlReaderSession(Connection connection, SqlErrors errors, StoreRow store) {
    this.connection = connection;
    this.errors = errors;
    this.statements = new Statements(connection, errors);
    this.tables = SqlTables.of(statements, store);
  }

  @Override
  public <R> R ask(Question<R> question) {
    try {
      connection.setAutoCommit(false);
      statements.open();
      try {
        return question.ask(tables);
      } finally {
        statements.close();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  @Override
  public @Nullable RuntimeException failure() {
    return statements.fatal();
  }

  @Override
  public boolean foundDamage() {
    RuntimeException failure = failure();
    return failure != null
        && failure.getCause() instanceof SQLException error
        && errors.isDamage(error);
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
