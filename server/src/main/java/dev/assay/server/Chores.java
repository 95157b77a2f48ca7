package dev.assay.server;

import dev.assay.server.acquisition.Leases;
import dev.assay.server.budget.BooksAudit;
import dev.assay.server.budget.JournalsRead;
import dev.assay.server.failure.OutOfMemory;
import dev.assay.server.failure.Overloaded;
import dev.assay.server.failure.StoreFull;
import dev.assay.server.labels.LateFunding;
import dev.assay.server.labels.LateFundingRound;
import dev.assay.server.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server does by itself: it ends leases that are due, forgets answers that nobody can ask
 * for again, charges late labels that fit the budget now, and checks the books, on one thread. Each
 * step is bounded, and the next one comes after it has ended. Models of annotators are fitted anew
 * on another, and second opinions are formed on a third, since these take as long as a project is
 * large. Before the first of these models it gathers what estimates rest on.
 */
public final class Chores implements AutoCloseable {
  /** The most remembered answers that one transaction forgets. */
  static final int MAX_PURGED_AT_ONCE = 1_000;

  /** The most such transactions in one step. */
  static final int MAX_PURGES_PER_STEP = 10;

  /** The most pages of journals that one step checks. */
  static final int MAX_BOOK_STEPS = 20;

  /**
   * After a check of the books so many times as long without one: it takes a twentieth of a core.
   */
  static final int BOOK_REST_FACTOR = 19;

  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

  private final Store store;
  private final InstantSource clock;
  private final Duration retention;
  private final Runnable gathering;
  private final Runnable refit;
  private final Runnable opinions;
  private final Runnable watch;
  private final BooksAudit books;
  private final LateFundingRound lateFunding;
  private final ScheduledExecutorService thread;
  private final ScheduledExecutorService fits;
  private final ScheduledExecutorService opinionThread;
  private long booksRestUntilNanos = System.nanoTime();

  /**
   * The chores of a store, which nobody does yet.
   *
   * @param retention how long an answer is remembered
   * @param journalsRead what of the journals was read
   * @param lateFunding charges late labels that fit the budget
   * @param gathering gathers, once, what first questions would wait for
   * @param refit fits the models of annotators anew
   * @param opinions forms second opinions of models' errors
   * @param watch looks after the store itself
   */
  public Chores(
      Store store,
      InstantSource clock,
      Duration retention,
      JournalsRead journalsRead,
      LateFunding lateFunding,
      Runnable gathering,
      Runnable refit,
      Runnable opinions,
      Runnable watch) {
    this.store = store;
    this.clock = clock;
    this.retention = retention;
    this.gathering = gathering;
    this.refit = refit;
    this.opinions = opinions;
    this.watch = watch;
    this.books = new BooksAudit(store, journalsRead);
    this.lateFunding = new LateFundingRound(store, lateFunding);
    this.thread = thread("assay-chores");
    this.fits = thread("assay-fits");
    this.opinionThread = thread("assay-opinions");
  }

  private static ScheduledExecutorService thread(String name) {
    return new ScheduledThreadPoolExecutor(
        1,
        task -> {
          Thread one = new Thread(task, name);
          one.setDaemon(true);
          return one;
        });
  }

  void start(Duration interval) {
    repeat(thread, "store_watch", watch, interval);
    repeat(thread, "lease_sweep", this::endDueLeases, interval);
    repeat(thread, "request_purge", this::forgetOldAnswers, interval);
    repeat(thread, "late_funding", this::fundWaitingLabels, interval);
    repeat(thread, "books_audit", this::checkBooksAtLeisure, interval);
    fits.execute(guarded("settled_gathering", gathering));
    repeat(fits, "verdict_refit", this::fitVerdicts, interval);
    repeat(opinionThread, "second_opinions", this::formOpinions, interval);
  }

  private static void repeat(
      ScheduledExecutorService on, String name, Runnable step, Duration interval) {
    var unused =
        on.scheduleWithFixedDelay(
            guarded(name, step), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Runnable guarded(String name, Runnable step) {
    return () -> {
      try {
        step.run();
      } catch (RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof Overloaded || cause instanceof StoreFull) {
          LOG.atInfo().addKeyValue("chore", name).log("event=chore_postponed");
          return; // the next interval takes it up where it was
        }
        LOG.atError().setCause(e).addKeyValue("chore", name).log("event=chore_failed");
      } catch (OutOfMemoryError e) {
        OutOfMemory.endIf(e); // the executor would keep it and say nothing
      }
    };
  }

  /** Ends the leases that are due. */
  public void endDueLeases() {
    if (store.isHealthy()) {
      await(Leases.sweep(store, clock.millis()));
    }
  }

  /** Fits the models of annotators anew. */
  void fitVerdicts() {
    if (store.isHealthy()) {
      refit.run();
    }
  }

  private void formOpinions() {
    if (store.isHealthy()) {
      opinions.run();
    }
  }

  /**
   * Forgets answers that are older than they are remembered, by the time that a machine has counted
   * since: no setting of a clock makes an answer old.
   */
  public void forgetOldAnswers() {
    for (int i = 0; i < MAX_PURGES_PER_STEP && store.isHealthy(); i++) {
      int purged =
          await(
              store.write(
                  transaction ->
                      transaction
                          .requests()
                          .purge(
                              transaction.measuredMillis() - retention.toMillis(),
                              MAX_PURGED_AT_ONCE)));
      if (purged < MAX_PURGED_AT_ONCE) {
        return;
      }
    }
  }

  /** Charges late labels that fit the budget now. */
  public void fundWaitingLabels() {
    if (store.isHealthy()) {
      lateFunding.run();
    }
  }

  private void checkBooksAtLeisure() {
    long began = System.nanoTime();
    if (began - booksRestUntilNanos >= 0) {
      checkBooks();
      long ended = System.nanoTime();
      booksRestUntilNanos = ended + (ended - began) * BOOK_REST_FACTOR;
    }
  }

  /** Checks some pages of the books. */
  public void checkBooks() {
    boolean ended = false;
    for (int i = 0; i < MAX_BOOK_STEPS && !ended && store.isHealthy(); i++) {
      ended = books.step();
    }
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.join();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    fits.shutdownNow();
    opinionThread.shutdownNow();
    try {
      for (ScheduledExecutorService one : List.of(thread, fits, opinionThread)) {
        if (!one.awaitTermination(5, TimeUnit.SECONDS)) {
          LOG.warn("event=chore_abandoned");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
