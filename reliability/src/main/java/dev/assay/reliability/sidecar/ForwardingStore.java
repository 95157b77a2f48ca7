package dev.assay.reliability.sidecar;

import dev.assay.server.store.Store;
import dev.assay.server.store.StoreClock;
import java.util.concurrent.CompletableFuture;

/** Another store, which is closed with this one; a subclass does some of it otherwise. */
public abstract class ForwardingStore implements Store {
  private final Store store;

  protected ForwardingStore(Store store) {
    this.store = store;
  }

  @Override
  public <R> CompletableFuture<R> write(UnitOfWork<R> work) {
    return store.write(work);
  }

  @Override
  public <R> CompletableFuture<R> rehearse(UnitOfWork<R> work) {
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
  public boolean isFull() {
    return store.isFull();
  }

  @Override
  public StoreClock clock() {
    return store.clock();
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
