package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProgressTable;

/** Counters by project. */
record MemoryProgressTable(OpenBook book) implements ProgressTable {

  @Override
  public ProgressRow get(long projectId) {
    ProgressRow row = book.get().progress().get(projectId);
    if (row == null) {
      throw new IllegalStateException("project " + projectId + " has no progress");
    }
    return row;
  }

  @Override
  public void update(ProgressRow row) {
    book.get().progress().update(row.projectId(), row);
  }
}
