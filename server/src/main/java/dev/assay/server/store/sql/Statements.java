package dev.assay.server.store.sql;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.failure.StoreFull;
import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.InvariantBroken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prepared statements of one connection, each prepared once and kept. Used by one thread at a
 * time, and only while it is open: tables that were kept after their transaction do not work.
 */
public final class Statements {
  private final Connection connection;
  private final SqlErrors errors;
  private final Map<String, Call> calls = new HashMap<>();
  private @Nullable Thread user;
  private @Nullable RuntimeException fatal;

  public Statements(Connection connection, SqlErrors errors) {
    this.connection = connection;
    this.errors = errors;
  }

  /** Lets this thread use the statements until {@link #close}. */
  public void open() {
    user = Thread.currentThread();
  }

  /** Ends the use that {@link #open} began. */
  public void close() {
    user = null;
  }

  /**
   * The statement, to be given its parameters and run before the next call of the same text.
   *
   * @throws IllegalStateException when the transaction is over or is another thread's
   */
  public Call call(String sql) {
    if (user != Thread.currentThread()) {
      throw new IllegalStateException(
          user == null
              ? "the transaction that these tables belong to is over"
              : "the transaction belongs to thread " + user.getName());
    }
    Call call = calls.get(sql);
    if (call == null) {
      try {
        call = new Call(this, sql, connection.prepareStatement(sql));
      } catch (SQLException e) {
        throw failed(e);
      }
      calls.put(sql, call);
    }
    return call.begin();
  }

  /** Why the transaction cannot go on, or null. Stays, whatever the work made of the exception. */
  public @Nullable RuntimeException fatal() {
    return fatal;
  }

  /** Forgets why the transaction could not go on: it was given up. */
  void begin() {
    fatal = null;
  }

  /** Marks the transaction as one that must not be committed. */
  InvariantBroken broken(String message, @Nullable Throwable cause) {
    InvariantBroken broken = new InvariantBroken(message, cause);
    if (fatal == null) {
      fatal = broken;
    }
    return broken;
  }

  /** Forgets a statement that failed: drivers close it. */
  RuntimeException failed(Call call, SQLException e) {
    calls.remove(call.sql());
    call.discard(e);
    return failed(e);
  }

  private RuntimeException failed(SQLException e) {
    if (errors.isConstraint(e)) {
      return new ConstraintViolated(e);
    }
    RuntimeException failure = errors.isFull(e) ? new StoreFull() : new StoreFailed(e);
    if (fatal == null) {
      fatal = failure;
    }
    return failure;
  }
}
