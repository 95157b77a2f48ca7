package dev.assay.server.store.testkit.memory;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.Store.UnitOfWork;
import dev.assay.server.store.Transaction;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A work that waits for the writer, and then its outcome. */
final class MemoryUnitOfWork<R> {
  private final UnitOfWork<R> work;
  private final boolean rehearsal;
  private final CompletableFuture<R> future = new CompletableFuture<>();
  private @Nullable R result;
  private @Nullable Throwable thrown;

  MemoryUnitOfWork(UnitOfWork<R> work, boolean rehearsal) {
    this.work = work;
    this.rehearsal = rehearsal;
  }

  CompletableFuture<R> future() {
    return future;
  }

  /** Runs it; returns whether its changes are to stay. */
  boolean run(Transaction transaction) {
    try {
      result = work.run(transaction);
      return !rehearsal;
    } catch (Throwable t) {
      thrown = t;
      return false;
    }
  }

  void complete() {
    if (thrown != null) {
      future.completeExceptionally(thrown);
    } else {
      @SuppressWarnings("NullAway") // what the work returned, null or not, is what the caller gets
      R value = result;
      future.complete(value);
    }
  }

  void fail(RuntimeException refusal) {
    future.completeExceptionally(refusal);
  }

  /** The writer stopped; the one who made it stop hears why. */
  void stop(Throwable cause) {
    future.completeExceptionally(
        thrown != null && thrown == cause ? thrown : new StoreFailed(cause));
  }
}
