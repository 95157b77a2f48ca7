package dev.assay.reliability.sidecar;

import dev.assay.server.store.Store;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A store that tells when it was given a work, so that works can be given in a known order. */
public final class WatchedStore extends ForwardingStore {
  private final Semaphore given = new Semaphore(0);

  public WatchedStore(Store store) {
    super(store);
  }

  /** Forgets the works that were given until now. */
  void forget() {
    given.drainPermits();
  }

  /** Waits for one more work; returns whether it came in time. */
  boolean awaitWork(long seconds) throws InterruptedException {
    return given.tryAcquire(seconds, TimeUnit.SECONDS);
  }

  @Override
  public <R> CompletableFuture<R> write(UnitOfWork<R> work) {
    try {
      return super.write(work);
    } finally {
      given.release();
    }
  }
}
