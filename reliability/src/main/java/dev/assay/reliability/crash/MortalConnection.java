package dev.assay.reliability.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection whose every statement and commit is a step at which it can die. */
final class MortalConnection {
  private final Death death;

  private MortalConnection(Death death) {
    this.death = death;
  }

  static Connection of(Connection connection, Death death) {
    return new MortalConnection(death).wrap(Connection.class, connection, "");
  }

  private <T> T wrap(Class<T> type, T real, String sql) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(real, method, arguments, sql)));
  }

  private @Nullable Object call(
      Object real, Method method, Object @Nullable [] arguments, String sql) throws Throwable {
    String name = method.getName();
    String step = name.startsWith("execute") ? sql : commitOrBegin(name, arguments);
    if (step.isEmpty()) {
      return wrapped(invoke(real, method, arguments), arguments);
    }
    death.step("before " + step);
    Object result = invoke(real, method, arguments);
    death.step("after " + step);
    return result;
  }

  private static String commitOrBegin(String name, Object @Nullable [] arguments) {
    if (!name.equals("setAutoCommit") || arguments == null) {
      return "";
    }
    return arguments[0].equals(true) ? "COMMIT" : "BEGIN";
  }

  private @Nullable Object wrapped(@Nullable Object result, Object @Nullable [] arguments) {
    if (result instanceof PreparedStatement prepared && arguments != null) {
      return wrap(PreparedStatement.class, prepared, String.valueOf(arguments[0]));
    }
    return result instanceof Statement statement
        ? wrap(Statement.class, statement, "a statement")
        : result;
  }

  private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
