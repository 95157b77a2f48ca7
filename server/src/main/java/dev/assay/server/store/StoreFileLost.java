package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/**
 * A file of the store is no longer where it was opened: what is written goes to a file that nobody
 * will find.
 */
public final class StoreFileLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file the name of what is gone
   */
  public StoreFileLost(String file, @Nullable Throwable cause) {
    super(
        file
            + " was removed or replaced while it was served: nothing was acknowledged since; put"
            + " back what was there, or restore a backup",
        cause);
  }

  /** Whether this is why the store failed. */
  public static boolean isCauseOf(Throwable failure) {
    return failure instanceof StoreFileLost || failure.getCause() instanceof StoreFileLost;
  }
}
