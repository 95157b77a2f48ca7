package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/** How sure the verdicts are. */
public interface VerdictTable {
  @Nullable VerdictRow find(long projectId, int ordinal);

  /** Inserts the row, or replaces the one of the same item. */
  void put(VerdictRow row);
}
