package dev.assay.server.store.commit;

import dev.assay.server.failure.Overloaded;
import dev.assay.server.failure.ShuttingDown;
import dev.assay.server.store.Store.Question;
import dev.assay.server.store.StoreOptions;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bounded number of sessions that answer questions, opened when first needed. */
final class ReaderPool implements AutoCloseable {
  private final Engine engine;
  private final StoreOptions options;
  private final Consumer<Throwable> onDamage;
  private final Semaphore turns;
  private final ConcurrentLinkedDeque<ReaderSession> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /**
   * @param onDamage is told when a question found that what is stored is damaged
   */
  ReaderPool(Engine engine, StoreOptions options, Consumer<Throwable> onDamage) {
    this.engine = engine;
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
        putBack(session);
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
    return session == null ? engine.openReader() : session;
  }

  private void putBack(ReaderSession session) {
    RuntimeException failure = session.failure();
    if (failure == null) {
      idle.addFirst(session);
      return;
    }
    if (session.foundDamage()) {
      onDamage.accept(failure);
    }
    session.close();
  }

  /** Waits for the questions that are being answered, and closes the sessions. */
  @Override
  public void close() {
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
