package dev.assay.server.store.sqlite;

import dev.assay.server.store.sqlite.StatementTrace.Kind;
import dev.assay.server.store.sqlite.StatementTrace.Step;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Notes the groups and the prepared statements of a connection, and passes every call on. */
final class TracedConnection {
  private final StatementTrace trace;
  private final Connection connection;

  TracedConnection(StatementTrace trace, Connection connection) {
    this.trace = trace;
    this.connection = connection;
  }

  Connection proxy() {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> called(method, arguments));
  }

  private @Nullable Object called(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("setAutoCommit") && arguments != null) {
      Kind kind = Boolean.TRUE.equals(arguments[0]) ? Kind.COMMIT : Kind.BEGIN;
      trace.add(new Step(kind, "", List.of()));
    }
    Object result = through(method, connection, arguments);
    if (result instanceof PreparedStatement statement && arguments != null) {
      return new TracedStatement(statement, String.valueOf(arguments[0])).proxy();
    }
    return result;
  }

  private static @Nullable Object through(
      Method method, Object target, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /** Notes the parameters of a statement until it is run. */
  private final class TracedStatement {
    private final PreparedStatement statement;
    private final String sql;
    private final List<@Nullable Object> row = new ArrayList<>();
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    TracedStatement(PreparedStatement statement, String sql) {
      this.statement = statement;
      this.sql = sql;
    }

    PreparedStatement proxy() {
      return (PreparedStatement)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {PreparedStatement.class},
              (proxy, method, arguments) -> {
                note(method.getName(), arguments);
                return through(method, statement, arguments);
              });
    }

    private void note(String method, @Nullable Object @Nullable [] arguments) {
      if (method.startsWith("set") && arguments != null && arguments.length == 2) {
        // the second argument of setNull is a type
        Object value = method.equals("setNull") ? null : arguments[1];
        place((Integer) Objects.requireNonNull(arguments[0]), value);
        return;
      }
      switch (method) {
        case "addBatch" -> endRow();
        case "executeBatch" -> run(Kind.BATCH);
        case "executeQuery" -> {
          endRow();
          run(Kind.QUERY);
        }
        case "executeUpdate" -> {
          endRow();
          run(Kind.UPDATE);
        }
        default -> {
          // closing and asking change nothing that is to be done again
        }
      }
    }

    private void place(int parameter, @Nullable Object value) {
      while (row.size() < parameter) {
        row.add(null);
      }
      row.set(parameter - 1, value);
    }

    private void endRow() {
      rows.add(row.toArray());
    }

    private void run(Kind kind) {
      trace.add(new Step(kind, sql, List.copyOf(rows)));
      rows.clear();
    }
  }
}
