package dev.assay.server.store.commit;

import java.util.Optional;

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

  /** A check of what was not looked at when the engine was opened, if anything was not. */
  Optional<IntegrityCheck> openCheck();

  /** Gives up what the engine holds, after its sessions were closed. */
  @Override
  void close();
}
