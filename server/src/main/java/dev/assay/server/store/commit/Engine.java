package dev.assay.server.store.commit;

/** Something that keeps tables: opened, and used by one store. */
public interface Engine extends AutoCloseable {

  /** The session of the one writer. */
  WriterSession writer();

  /**
   * Opens one more session for questions.
   *
   * @throws dev.assay.server.failure.StoreFailed when it cannot
   */
  ReaderSession openReader();

  /** Gives up what the engine holds, after its sessions were closed. */
  @Override
  void close();
}
