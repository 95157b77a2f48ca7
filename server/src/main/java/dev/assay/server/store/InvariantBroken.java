package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/**
 * The books do not add up: what was about to be written contradicts an invariant of the budget.
 * Nothing of it is kept; the writer stops, because whatever computed it cannot be trusted.
 */
public final class InvariantBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvariantBroken(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
