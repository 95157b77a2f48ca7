package dev.assay.server.store.commit;

import dev.assay.server.store.Store.UnitOfWork;
import dev.assay.server.store.Transaction;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A unit of work that waits for the writer, and then its outcome, which waits for the commit. */
final class Submission<R> {
  private final UnitOfWork<R> work;
  private final boolean rehearsal;
  private final CompletableFuture<R> future = new CompletableFuture<>();
  private @Nullable R result;
  private @Nullable Throwable thrown;

  Submission(UnitOfWork<R> work, boolean rehearsal) {
    this.work = work;
    this.rehearsal = rehearsal;
  }

  CompletableFuture<R> future() {
    return future;
  }

  /** Runs the unit; returns whether its changes are to stay. */
  boolean run(Transaction transaction) {
    try {
      result = work.run(transaction);
      return !rehearsal;
    } catch (Throwable t) {
      thrown = t;
      return false;
    }
  }

  /** Tells the caller what the unit returned or threw. */
  void complete() {
    if (thrown != null) {
      future.completeExceptionally(thrown);
    } else {
      @SuppressWarnings("NullAway") // what the unit returned, null or not, is what the caller gets
      R value = result;
      future.complete(value);
    }
  }

  /** Tells the caller that the writer could not keep the unit: what that itself threw, if so. */
  void fail(@Nullable Throwable stopped, RuntimeException refusal) {
    future.completeExceptionally(thrown != null && thrown == stopped ? thrown : refusal);
  }

  /** Tells the caller that the writer did not take the unit. */
  void refuse(RuntimeException why) {
    future.completeExceptionally(why);
  }
}
