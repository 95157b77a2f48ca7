package dev.assay.server.store.buffer;

import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProgressTable;
import java.util.Objects;

/** Counters, changed by every request and written with the group. */
final class BufferedProgressTable implements ProgressTable {
  private final ProgressTable table;
  private final KeptRows<Long, ProgressRow> kept;

  BufferedProgressTable(ProgressTable table, Buffer buffer) {
    this.table = table;
    this.kept = buffer.rows(Buffer.MAX_PROJECTS, (projectId, row) -> table.update(row));
  }

  @Override
  public ProgressRow get(long projectId) {
    return Objects.requireNonNull(kept.find(projectId, table::get));
  }

  @Override
  public void update(ProgressRow row) {
    kept.change(row.projectId(), row);
  }
}
