package dev.assay.server.store.buffer;

import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.BudgetTable;
import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.JournalMove;
import dev.assay.server.store.JournalRow;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Balances, changed by every request and written with the group. */
final class BufferedBudgetTable implements BudgetTable {
  private final BudgetTable table;
  private final KeptRows<Long, BudgetRow> kept;

  BufferedBudgetTable(BudgetTable table, Buffer buffer) {
    this.table = table;
    this.kept = buffer.rows(Buffer.MAX_PROJECTS, (projectId, row) -> table.update(row));
  }

  @Override
  public BudgetRow get(long projectId) {
    return Objects.requireNonNull(kept.find(projectId, table::get));
  }

  @Override
  public void insert(BudgetRow row) {
    table.insert(row);
  }

  @Override
  public void update(BudgetRow row) {
    kept.change(row.projectId(), row);
    if (!row.isWithinCaps()) {
      kept.flush(); // now, so that the schema refuses it in the unit that made it
    }
  }

  @Override
  public void append(List<JournalRow> rows) {
    table.append(rows);
  }

  @Override
  public List<JournalRow> journal(long projectId, long afterSequence, int limit) {
    return table.journal(projectId, afterSequence, limit);
  }

  @Override
  public int scanJournal(
      long projectId, long afterSequence, int limit, Consumer<JournalMove> consumer) {
    return table.scanJournal(projectId, afterSequence, limit, consumer);
  }

  @Override
  public List<Long> projects(long afterProjectId, int limit) {
    return table.projects(afterProjectId, limit);
  }

  @Override
  public List<Long> projectsWithUnfunded(int limit) {
    kept.flush();
    return table.projectsWithUnfunded(limit);
  }

  @Override
  public @Nullable JournalCheckRow check(long projectId) {
    return table.check(projectId);
  }

  @Override
  public void putCheck(JournalCheckRow row) {
    table.putCheck(row);
  }
}
