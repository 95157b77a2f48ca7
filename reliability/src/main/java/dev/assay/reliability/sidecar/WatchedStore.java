package dev.assay.reliability.sidecar;

import dev.assay.server.store.Store;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A store that tells when it was given a work, so that works can be given in a known order. */
public record WatchedStore(Store store, Semaphore given) implements Store {

  /** Watches a store, which is closed with this one. */
  public static WatchedStore of(Store store) {
    return new WatchedStore(store, new Semaphore(0));
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
  public <R> CompletableFuture<R> write(Work<R> work) {
    try {
      return store.write(work);
    } finally {
      given.release();
    }
  }

  @Override
  public <R> CompletableFuture<R> rehearse(Work<R> work) {
    return store.rehearse(work);
  }

  @Override
  public <R> R read(Question<R> question) {
    return store.read(question);
  }

  @Override
  public void halt(RuntimeException because) {
    store.halt(because);
  }

  @Override
  public boolean isHealthy() {
    return store.isHealthy();
  }

  @Override
  public void close() {
    store.close();
  }
}
