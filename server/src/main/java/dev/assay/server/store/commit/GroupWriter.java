package dev.assay.server.store.commit;

import dev.assay.server.failure.OutOfMemory;
import dev.assay.server.failure.Overloaded;
import dev.assay.server.failure.ShuttingDown;
import dev.assay.server.failure.StoreFailed;
import dev.assay.server.failure.StoreFull;
import dev.assay.server.store.Store.UnitOfWork;
import dev.assay.server.store.StoreClock;
import dev.assay.server.store.StoreOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that changes the store. */
final class GroupWriter {
  /*
   * Group commit (DeWitt et al. 1984, "Implementation techniques for main memory database systems").
   * A commit waits for the disk, so the writer commits many units of work at once: it takes the unit
   * that has waited longest, then whatever else waits, and commits when the queue is empty, the group
   * is full, or it has run for groupMillis. Nothing waits for a group to fill: while one commits, the
   * next gathers in the queue, so groups grow with the load and a lone caller pays for one commit
   * only.
   *
   * Each unit runs between a savepoint and its release. One that throws is rolled back by itself and
   * the group goes on. A unit is answered after the commit, also when it failed: what it saw may have
   * been the changes of a group that was then not committed.
   *
   * A commit that fails leaves the outcome unknown: the log may or may not have reached the disk
   * (an fsync error can be followed by the data being there after a restart). Repeating it could
   * acknowledge what the disk lost. So the writer stops for good; everyone is told that the outcome
   * is unknown, and after a restart a repeated request finds its answer, or does not, by its id. The
   * same goes for every error inside a unit that is not a refused row: the engine may have rolled
   * the whole transaction back.
   *
   * A full disk is no such error: the engine knows that nothing of the group is committed. The group
   * is given up, its callers are told that their changes were not applied, and the writer goes on with the next
   * one, which succeeds as soon as there is room.
   */
  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

  /** Where the writer is in its life. */
  private enum State {
    RUNNING,
    DRAINING,
    STOPPED
  }

  private final WriterSession session;
  private final OpenTransaction transaction;
  private final StoreOptions options;
  private final StoreClock clock;
  private final BlockingQueue<Submission<?>> queue;
  private final Submission<Boolean> end = new Submission<>(transaction -> true, true);
  private final Thread thread;
  private volatile State state = State.RUNNING;
  private volatile @Nullable Throwable fatal;
  private volatile boolean full;
  private long putOffMillis;

  GroupWriter(WriterSession session, StoreOptions options, StoreClock clock) {
    this.session = session;
    this.transaction = new OpenTransaction(session.tables(), session.clock());
    this.options = options;
    this.clock = clock;
    this.queue = new ArrayBlockingQueue<>(options.queueLimit());
    this.thread = new Thread(this::run, "store-writer");
    this.thread.setDaemon(true); // what it has not acknowledged may be lost
  }

  void start() {
    thread.start();
  }

  boolean isHealthy() {
    return fatal == null;
  }

  boolean isFull() {
    return full;
  }

  <R> CompletableFuture<R> submit(UnitOfWork<R> work, boolean rehearsal) {
    Submission<R> submission = new Submission<>(work, rehearsal);
    if (state != State.RUNNING) {
      submission.refuse(refusal());
    } else if (!queue.offer(submission)) {
      submission.refuse(new Overloaded(options.queueLimit(), options.overloadRetryMillis()));
    } else if (state == State.STOPPED && queue.remove(submission)) {
      submission.refuse(refusal()); // it came after the writer had looked for the last time
    }
    return submission.future();
  }

  private RuntimeException refusal() {
    Throwable cause = fatal;
    if (cause == null) {
      return new ShuttingDown(options.overloadRetryMillis());
    }
    return cause instanceof StoreFailed failed ? failed : new StoreFailed(cause);
  }

  /**
   * Stops the writer before its next group: what is stored was found wrong, by whoever found it.
   */
  void halt(Throwable cause) {
    if (fatal == null) {
      fatal = cause;
      queue.offer(end); // wakes an idle writer; where there is no room it is not idle
    }
  }

  /** Runs what waits, commits, and ends the thread. */
  void drain() {
    boolean interrupted = false;
    state = state == State.RUNNING ? State.DRAINING : state;
    while (thread.isAlive()) {
      try {
        if (queue.offer(end, 100, TimeUnit.MILLISECONDS)) {
          thread.join();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Submission<?>> group = new ArrayList<>(options.groupLimit());
    try {
      boolean ended = false;
      while (!ended) {
        Submission<?> first = queue.take();
        ended = first == end || runGroup(first, group);
      }
    } catch (Throwable t) {
      OutOfMemory.endIf(t);
      fatal = t;
    }
    if (fatal != null) {
      LOG.error("event=store_writer_stopped", fatal);
    }
    stop(group);
  }

  /** Runs and commits a group that begins with that unit; returns whether the end was reached. */
  private boolean runGroup(Submission<?> first, List<Submission<?>> group) {
    List<Runnable> effects = new ArrayList<>();
    group.add(first);
    if (fatal != null) {
      return true;
    }
    boolean ended = false;
    try {
      session.begin();
      followClock();
      ended = runUnits(first, group, effects);
      session.commit(transaction.now());
    } catch (StoreFull e) {
      session.abandon();
      foundRoom(false);
      List<Submission<?>> refused = List.copyOf(group);
      group.clear();
      complete(() -> refused.forEach(submission -> submission.refuse(e)));
      return ended;
    }
    foundRoom(true);
    putOffMillis = 0;
    List<Submission<?>> done = List.copyOf(group);
    group.clear();
    try {
      effects.forEach(Runnable::run);
    } finally {
      complete(() -> done.forEach(Submission::complete));
    }
    return ended;
  }

  /** Runs units until nobody waits or the group is full; returns whether the end was reached. */
  private boolean runUnits(Submission<?> first, List<Submission<?>> group, List<Runnable> effects) {
    long began = System.nanoTime();
    Submission<?> next = first;
    while (next != null && next != end) {
      effects.addAll(runUnit(next));
      boolean full =
          group.size() == options.groupLimit()
              || System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(options.groupMillis());
      next = full ? null : queue.poll();
      if (next != null && next != end) {
        group.add(next);
      }
    }
    return next == end;
  }

  private void foundRoom(boolean found) {
    if (found == full) {
      full = !found;
      if (full) {
        LOG.error(
            "event=store_full effect=\"nothing is taken until there is room; callers are told that"
                + " their change was not applied\"");
      } else {
        LOG.info("event=store_has_room");
      }
    }
  }

  /**
   * Where the clock is to be believed after it was set, leases are put off by what did not pass.
   */
  private void followClock() {
    putOffMillis += clock.believe(); // what an abandoned group put off is still to be
    if (putOffMillis > 0) {
      session.savepoint();
      session.tables().assignments().putOff(putOffMillis);
      session.release();
    }
  }

  /** Runs one unit of the group and returns the effects that it asked for. */
  private List<Runnable> runUnit(Submission<?> unit) {
    session.savepoint();
    transaction.begin(clock.advance());
    boolean keep = unit.run(transaction);
    RuntimeException broken = session.fatal();
    if (broken != null) {
      throw broken;
    }
    if (keep) {
      session.release();
      return transaction.effects();
    }
    session.rollback();
    return List.of();
  }

  /** Ends the writer: nobody is left waiting. */
  private void stop(List<Submission<?>> unknown) {
    state = State.STOPPED;
    List<Submission<?>> left = new ArrayList<>(unknown);
    queue.drainTo(left);
    Throwable cause = fatal;
    RuntimeException refusal = refusal();
    complete(
        () -> {
          try {
            if (cause != null) {
              options.onFatal().accept(cause);
            }
          } finally {
            left.forEach(submission -> submission.fail(cause, refusal));
          }
        });
  }

  private void complete(Runnable completion) {
    try {
      options.completions().execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run(); // the executor was shut down first; the callers must still hear
    }
  }
}
