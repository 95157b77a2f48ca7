package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.VerdictRow;
import dev.assay.server.store.VerdictTable;
import org.jspecify.annotations.Nullable;

/** How sure the verdicts are, by project and ordinal. */
record MemoryVerdictTable(OpenBook book) implements VerdictTable {

  @Override
  public @Nullable VerdictRow find(long projectId, int ordinal) {
    return book.get().verdicts().get(Key.of(projectId, ordinal));
  }

  @Override
  public void put(VerdictRow row) {
    Sheet.require(row.probability() >= 0 && row.probability() <= 1, "a probability is from 0 to 1");
    book.get().verdicts().put(Key.of(row.projectId(), row.ordinal()), row);
  }
}
