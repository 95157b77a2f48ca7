package dev.assay.server.store.commit;

/** Reads what an engine did not look at when it was opened, while the store is used. */
public interface IntegrityCheck extends AutoCloseable {

  /**
   * Reads everything, or what there is time for until it is closed.
   *
   * @throws dev.assay.server.store.StoreDamaged when something is damaged
   * @throws dev.assay.server.failure.StoreFailed when something cannot be read
   */
  void run();

  /** Ends it soon, and returns when it has ended; from any thread. */
  @Override
  void close();
}
