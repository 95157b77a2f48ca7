package dev.assay.server.store.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** Puts something between a store and its connection. */
final class ConnectionProxy {
  /** What happens instead of a call. */
  @FunctionalInterface
  interface Instead {
    /** Calls through, or fails, or both. */
    @Nullable Object call(String method, Object @Nullable [] arguments, Through through)
        throws Throwable;
  }

  /** The call itself. */
  @FunctionalInterface
  interface Through {
    @Nullable Object call() throws Throwable;
  }

  private ConnectionProxy() {}

  static Connection of(Connection connection, Instead instead) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                instead.call(
                    method.getName(),
                    arguments,
                    () -> {
                      try {
                        return method.invoke(connection, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }));
  }
}
