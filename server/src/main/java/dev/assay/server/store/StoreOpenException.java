package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be opened. The message is one line: what is wrong, and what would help. */
public final class StoreOpenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreOpenException(String problem, String remedy) {
    this(problem, remedy, null);
  }

  public StoreOpenException(String problem, String remedy, @Nullable Throwable cause) {
    super((problem + ": " + remedy).replaceAll("\\s*\\R\\s*", " "), cause);
  }
}
