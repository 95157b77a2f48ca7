package dev.assay.server;

import dev.assay.server.rpc.ServerHealth;
import dev.assay.server.store.Store;

/** Looks after the store's clock and its room, and lets health say what it sees. */
final class StoreWatch {
  private final Store store;
  private final ServerHealth health;

  StoreWatch(Store store, ServerHealth health) {
    this.store = store;
    this.health = health;
  }

  /**
   * Looks once. An empty unit of work notes what the clock has done, also where nobody works, and
   * finds out whether a full disk has room again.
   */
  void look() {
    health.clockAgrees(store.clock().gap() == null);
    if (!store.isHealthy()) {
      return;
    }
    health.storeHasRoom(!store.isFull());
    if (store.isFull() || store.clock().hasNews()) {
      // Where it fails the writer has said so, and the next look sees it.
      store.write(transaction -> true).handle((done, thrown) -> thrown == null).join();
      health.storeHasRoom(!store.isFull());
      health.clockAgrees(store.clock().gap() == null);
    }
  }
}
