package dev.assay.server.store.sqlite;

import dev.assay.server.store.Tables;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tables that note which of their methods were called, and the statements that each prepared. */
final class CalledTables {
  private final Tables tables;
  private final List<String> prepared;
  private final Map<String, List<String>> statements = new LinkedHashMap<>();

  /**
   * @param prepared grows by each statement that is prepared on the tables' connection
   */
  CalledTables(Tables tables, List<String> prepared) {
    this.tables = tables;
    this.prepared = prepared;
  }

  /** The table, to be called. */
  <T> T table(Class<T> type) {
    try {
      Object table = accessor(type).invoke(tables);
      Object noting =
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> call(table, method, arguments));
      return type.cast(noting);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Method accessor(Class<?> type) {
    return Arrays.stream(Tables.class.getMethods())
        .filter(method -> method.getReturnType() == type)
        .findFirst()
        .orElseThrow();
  }

  private @Nullable Object call(Object table, Method method, Object[] arguments) throws Throwable {
    int before = prepared.size();
    try {
      return method.invoke(table, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      statements
          .computeIfAbsent(name(method), name -> new ArrayList<>())
          .addAll(prepared.subList(before, prepared.size()));
    }
  }

  /** The statements that each method prepared, by "Table.method". */
  Map<String, List<String>> statements() {
    return statements;
  }

  /** Every method of every table. */
  static Set<String> methods() {
    Set<String> names = new TreeSet<>();
    for (Method accessor : Tables.class.getMethods()) {
      if (accessor.getReturnType().isInterface()) {
        for (Method method : accessor.getReturnType().getMethods()) {
          names.add(name(method));
        }
      }
    }
    return names;
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }
}
