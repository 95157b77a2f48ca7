package dev.assay.server.store.testkit.memory;

import dev.assay.server.failure.Overloaded;
import dev.assay.server.failure.ShuttingDown;
import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory: one thread runs works in groups, each on a copy of the book, and keeps the
 * copies of those that did not throw. Questions are asked of the last committed book.
 */
public final class MemoryStore implements Store {
  private final MemoryDisk disk;
  private final StoreOptions options;
  private final InstantSource clock;
  private final ScoreSetNumbers numbers = new ScoreSetNumbers();
  private final Semaphore readers;
  private final Thread writer = new Thread(this::serve, "memory-writer");

  /** Guarded by this. */
  private final List<MemoryUnitOfWork<?>> waiting = new ArrayList<>();

  /** Guarded by this. */
  private boolean closing;

  private volatile @Nullable Throwable fatal;
  private volatile boolean closed;

  private MemoryStore(MemoryDisk disk, StoreOptions options, InstantSource clock) {
    this.disk = disk;
    this.options = options;
    this.clock = clock;
    this.readers = new Semaphore(options.readerCount(), true);
  }

  /** Opens what is on the disk. One store of a disk may be open at a time. */
  public static MemoryStore open(MemoryDisk disk, StoreOptions options, InstantSource clock) {
    MemoryStore store = new MemoryStore(disk, options, clock);
    store.writer.setDaemon(true);
    store.writer.start();
    return store;
  }

  @Override
  public <R> CompletableFuture<R> write(UnitOfWork<R> work) {
    return submit(new MemoryUnitOfWork<>(work, false));
  }

  @Override
  public <R> CompletableFuture<R> rehearse(UnitOfWork<R> work) {
    return submit(new MemoryUnitOfWork<>(work, true));
  }

  private synchronized <R> CompletableFuture<R> submit(MemoryUnitOfWork<R> work) {
    if (closing) {
      work.fail(new ShuttingDown(options.overloadRetryMillis()));
    } else if (fatal != null) {
      work.fail(new StoreFailed(fatal));
    } else if (waiting.size() >= options.queueLimit()) {
      work.fail(new Overloaded(waiting.size(), options.overloadRetryMillis()));
    } else {
      waiting.add(work);
      notifyAll();
    }
    return work.future();
  }

  @Override
  public <R> R read(Question<R> question) {
    try {
      if (!readers.tryAcquire(options.readerWaitMillis(), TimeUnit.MILLISECONDS)) {
        throw new Overloaded(options.readerCount(), options.overloadRetryMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Overloaded(options.readerCount(), options.overloadRetryMillis());
    }
    OpenBook book = new OpenBook();
    try {
      if (closed) {
        throw new ShuttingDown(options.overloadRetryMillis());
      }
      book.open(disk.committed());
      return question.ask(new MemoryTables(book, numbers, broken -> {}, disk.tokenKey()));
    } finally {
      book.close();
      readers.release();
    }
  }

  private void serve() {
    List<MemoryUnitOfWork<?>> group = take();
    while (!group.isEmpty()) {
      commit(group);
      group = take();
    }
  }

  /** All that waits, at least one; empty at the end. */
  private synchronized List<MemoryUnitOfWork<?>> take() {
    while (waiting.isEmpty() && !closing) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }
    List<MemoryUnitOfWork<?>> group =
        List.copyOf(waiting.subList(0, Math.min(waiting.size(), options.groupLimit())));
    waiting.subList(0, group.size()).clear();
    return group;
  }

  private void commit(List<MemoryUnitOfWork<?>> group) {
    Book book = disk.committed();
    List<Runnable> effects = new ArrayList<>();
    for (MemoryUnitOfWork<?> work : group) {
      Book changed = book.copy();
      OpenBook open = new OpenBook();
      open.open(changed);
      MemoryTransaction transaction =
          new MemoryTransaction(
              open, numbers, broken -> fatal = broken, disk.tokenKey(), disk.tick(clock.millis()));
      boolean keep = work.run(transaction);
      open.close();
      if (fatal != null) {
        stop(group);
        return;
      }
      if (keep) {
        numbers.keep();
        book = changed;
        effects.addAll(transaction.effects());
      } else {
        numbers.giveBack();
      }
    }
    disk.commit(book);
    try {
      effects.forEach(Runnable::run);
    } catch (RuntimeException e) {
      fatal = e;
    }
    options.completions().execute(() -> group.forEach(MemoryUnitOfWork::complete));
    if (fatal != null) {
      stop(List.of());
    }
  }

  /** Nothing of the group is kept and no work is taken any more. */
  private synchronized void stop(List<MemoryUnitOfWork<?>> group) {
    Throwable cause = fatal;
    if (cause == null) {
      throw new IllegalStateException("nothing stops the writer");
    }
    List<MemoryUnitOfWork<?>> left = new ArrayList<>(group);
    left.addAll(waiting);
    waiting.clear();
    options
        .completions()
        .execute(
            () -> {
              options.onFatal().accept(cause);
              left.forEach(work -> work.stop(cause));
            });
  }

  @Override
  public void halt(RuntimeException because) {
    synchronized (this) {
      if (fatal != null) {
        return;
      }
      fatal = because;
    }
    stop(List.of());
  }

  @Override
  public boolean isHealthy() {
    return fatal == null && !closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    readers.acquireUninterruptibly(options.readerCount());
    closed = true;
    readers.release(options.readerCount());
  }
}
