package dev.assay.server.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one writer's connection was told to do, in its order, and the same done again on a copy of
 * the file with nothing around it. The time of the second says how fast the statements alone are,
 * in the same groups: what is left of a store's time is the store's own.
 */
public final class StatementTrace {
  /** How a statement was run. */
  enum Kind {
    BEGIN,
    COMMIT,
    QUERY,
    UPDATE,
    BATCH
  }

  /**
   * One call.
   *
   * @param sql empty for the ends of a group
   * @param rows the parameters, a row each of a batch
   */
  record Step(Kind kind, String sql, List<@Nullable Object[]> rows) {}

  private final List<Step> steps = new ArrayList<>();

  /** Opens a store with this between it and the connection that it writes through. */
  public Connection record(Connection connection) {
    return new TracedConnection(this, connection).proxy();
  }

  void add(Step step) {
    steps.add(step);
  }

  /** How many groups were committed. */
  public long groupCount() {
    return steps.stream().filter(step -> step.kind() == Kind.COMMIT).count();
  }

  /** How many statements were run, a batch counted as its rows. */
  public long statementCount() {
    return steps.stream().mapToLong(step -> step.rows().size()).sum();
  }

  /**
   * Does everything again.
   *
   * @param file a copy of the store as it was when the recording began, used by nobody else
   * @return the seconds that it took
   */
  public double replay(Path file) throws SQLException {
    Map<String, PreparedStatement> prepared = new HashMap<>();
    try (Connection connection = new SqliteConnections(file).writer()) {
      long began = System.nanoTime();
      for (Step step : steps) {
        switch (step.kind()) {
          case BEGIN -> connection.setAutoCommit(false);
          case COMMIT -> connection.setAutoCommit(true);
          default -> run(step, statement(connection, prepared, step.sql()));
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
      return seconds;
    }
  }

  private static PreparedStatement statement(
      Connection connection, Map<String, PreparedStatement> prepared, String sql)
      throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  private static void run(Step step, PreparedStatement statement) throws SQLException {
    for (@Nullable Object[] row : step.rows()) {
      for (int i = 0; i < row.length; i++) {
        statement.setObject(i + 1, row[i]);
      }
      switch (step.kind()) {
        case QUERY -> readAll(statement);
        case UPDATE -> statement.executeUpdate();
        default -> statement.addBatch();
      }
    }
    if (step.kind() == Kind.BATCH) {
      statement.executeBatch();
    }
  }

  private static void readAll(PreparedStatement statement) throws SQLException {
    try (ResultSet results = statement.executeQuery()) {
      int columns = results.getMetaData().getColumnCount();
      while (results.next()) {
        for (int column = 1; column <= columns; column++) {
          results.getObject(column);
        }
      }
    }
  }
}
