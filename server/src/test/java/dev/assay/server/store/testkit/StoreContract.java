package dev.assay.server.store.testkit;

import dev.assay.server.store.Store;
import dev.assay.server.store.StoreClock;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.Transaction;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine promises, in parts that an engine's test extends one by one. Each test has an
 * open store of its own and a clock that stands still.
 */
@Timeout(60)
public abstract class StoreContract {
  protected static final long START_MILLIS = 1_700_000_000_000L;
  protected static final long CEILING_MICROS = 1_000_000_000;

  @TempDir protected Path folder = Path.of("");

  protected final AtomicLong clockMillis = new AtomicLong(START_MILLIS);
  protected final InstantSource clock = () -> Instant.ofEpochMilli(clockMillis.get());
  private final StoreEngine engine;
  private Store store = new NoStore();

  protected StoreContract(StoreEngine engine) {
    this.engine = engine;
  }

  @BeforeEach
  final void openStore() {
    reopen(StoreOptions.defaults());
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  protected final Store store() {
    return store;
  }

  /** Closes the store and opens it again. */
  protected final void reopen(StoreOptions options) {
    store.close();
    store = engine.open(folder.resolve("assay.db"), options, clock);
  }

  protected final <R> R write(Store.UnitOfWork<R> work) {
    return store.write(work).join();
  }

  protected final void change(Consumer<Transaction> change) {
    write(
        t -> {
          change.accept(t);
          return true;
        });
  }

  protected final long project(String name) {
    return write(t -> SampleRows.project(t, name, CEILING_MICROS));
  }

  /** Keeps the writer busy until it is released, so that works gather behind it. */
  protected final Held holdWriter() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    CompletableFuture<Boolean> done =
        store.write(
            t -> {
              running.countDown();
              return awaits(released);
            });
    if (!awaits(running)) {
      throw new IllegalStateException("the writer did not start");
    }
    return new Held(released, done);
  }

  protected static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A writer that is kept busy. */
  protected record Held(CountDownLatch latch, CompletableFuture<Boolean> done) {
    public void release() {
      latch.countDown();
      if (!done.join()) {
        throw new IllegalStateException("the writer was not released in time");
      }
    }
  }

  /** What is open before anything is. */
  private static final class NoStore implements Store {
    @Override
    public <R> CompletableFuture<R> write(UnitOfWork<R> work) {
      throw new IllegalStateException("no store is open");
    }

    @Override
    public <R> CompletableFuture<R> rehearse(UnitOfWork<R> work) {
      throw new IllegalStateException("no store is open");
    }

    @Override
    public <R> R read(Question<R> question) {
      throw new IllegalStateException("no store is open");
    }

    @Override
    public void halt(RuntimeException because) {
      throw new IllegalStateException(because);
    }

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public StoreClock clock() {
      throw new IllegalStateException("no store is open");
    }

    @Override
    public boolean isHealthy() {
      return false;
    }

    @Override
    public void close() {}
  }
}
