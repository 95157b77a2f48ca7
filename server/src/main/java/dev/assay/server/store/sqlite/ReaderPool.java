package dev.assay.server.store.sqlite;

import dev.assay.server.failure.Overloaded;
import dev.assay.server.failure.ShuttingDown;
import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.Store.Question;
import dev.assay.server.store.StoreOptions;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bounded number of connections that answer questions, opened when first needed. */
final class ReaderPool implements AutoCloseable {
  private final SqliteConnections connections;
  private final byte[] tokenKey;
  private final StoreOptions options;
  private final Consumer<Throwable> onDamage;
  private final Semaphore turns;
  private final ConcurrentLinkedDeque<ReaderSession> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /**
   * @param onDamage is told when a question found the file damaged
   */
  ReaderPool(
      SqliteConnections connections,
      byte[] tokenKey,
      StoreOptions options,
      Consumer<Throwable> onDamage) {
    this.connections = connections;
    this.tokenKey = tokenKey;
    this.options = options;
    this.onDamage = onDamage;
    this.turns = new Semaphore(options.readerCount(), true);
  }

  <R> R ask(Question<R> question) {
    awaitTurn();
    try {
      if (closed) {
        throw new ShuttingDown(options.overloadRetryMillis());
      }
      ReaderSession session = session();
      try {
        return session.ask(question);
      } finally {
        giveBack(session);
      }
    } finally {
      turns.release();
    }
  }

  private void awaitTurn() {
    try {
      if (turns.tryAcquire(options.readerWaitMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Overloaded(options.readerCount(), options.overloadRetryMillis());
  }

  private ReaderSession session() {
    ReaderSession session = idle.pollFirst();
    if (session != null) {
      return session;
    }
    try {
      return new ReaderSession(connections.reader(), tokenKey, options.readMillis());
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  private void giveBack(ReaderSession session) {
    RuntimeException failure = session.failure();
    if (failure == null) {
      idle.addFirst(session);
      return;
    }
    if (failure.getCause() instanceof SQLException error && SqliteErrors.isDamage(error)) {
      onDamage.accept(failure);
    }
    try {
      session.close();
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  /** Waits for the questions that are being answered, and closes the connections. */
  @Override
  public void close() throws SQLException {
    closed = true;
    turns.acquireUninterruptibly(options.readerCount());
    try {
      @Nullable ReaderSession session = idle.pollFirst();
      while (session != null) {
        session.close();
        session = idle.pollFirst();
      }
    } finally {
      turns.release(options.readerCount());
    }
  }
}
