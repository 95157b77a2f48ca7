package dev.assay.server.store;

import java.util.concurrent.CompletableFuture;

/**
 * The truth. Everything that is in memory elsewhere can be thrown away and is rebuilt from here.
 */
public interface Store extends AutoCloseable {

  /**
   * A change of the store, all of it or none. It runs once, on the writer's thread, and must not
   * touch anything but the transaction.
   */
  @FunctionalInterface
  interface UnitOfWork<R> {
    R run(Transaction transaction);
  }

  /** A question about one instant. */
  @FunctionalInterface
  interface Question<R> {
    R ask(Tables tables);
  }

  /**
   * Runs the unit of work inside the writer's next transaction, after all units given before it.
   * The future completes after the commit, with the result or with what the unit threw; one that
   * throws is rolled back. It completes with {@code Overloaded} at once when the writer's queue is
   * full, and with {@code StoreFailed} when the commit's outcome is unknown.
   */
  <R> CompletableFuture<R> write(UnitOfWork<R> work);

  /**
   * As {@link #write}, but the unit is rolled back and its effects are not run: the result is what
   * would happen.
   */
  <R> CompletableFuture<R> rehearse(UnitOfWork<R> work);

  /**
   * Answers the question from a snapshot of the latest commit, on the caller's thread; it does not
   * wait for the writer.
   */
  <R> R read(Question<R> question);

  /**
   * Stops the writer for good, before its next transaction: somebody has found that what is stored
   * cannot be right. Questions are answered on.
   */
  void halt(RuntimeException because);

  /**
   * Whether the last group of units found no room on the disk: its callers were told so by {@code
   * StoreFull}. Turns false with the next one that is committed.
   */
  boolean isFull();

  /** The store's time. */
  StoreClock clock();

  /** Whether the writer still takes units of work. Turns false for good after a failed commit. */
  boolean isHealthy();

  /** Finishes the units that were taken, commits, and closes the engine. */
  @Override
  void close();
}
