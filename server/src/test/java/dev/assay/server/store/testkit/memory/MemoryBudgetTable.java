package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.BudgetTable;
import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.JournalMove;
import dev.assay.server.store.JournalRow;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Balances by project, journal entries by project and sequence. */
record MemoryBudgetTable(OpenBook book, Guard guard) implements BudgetTable {

  @Override
  public BudgetRow get(long projectId) {
    BudgetRow row = book.get().budgets().get(projectId);
    if (row == null) {
      throw new IllegalStateException("project " + projectId + " has no budget");
    }
    return row;
  }

  @Override
  public void insert(BudgetRow row) {
    guard.change(
        row,
        () -> {
          check(row);
          book.get().budgets().insert(row.projectId(), row);
        });
  }

  @Override
  public void update(BudgetRow row) {
    guard.change(
        row,
        () -> {
          check(row);
          book.get().budgets().update(row.projectId(), row);
        });
  }

  private void check(BudgetRow row) {
    Sheet.require(book.get().projects().get(row.projectId()) != null, "a budget is of a project");
    Sheet.require(
        row.targetMicros() >= 0
            && row.targetMicros() <= row.ceilingMicros()
            && !row.spent().isNegative()
            && row.unfundedLabelCount() >= 0,
        "nothing of a budget is negative");
    Sheet.require(row.spent().committedMicros() <= row.ceilingMicros(), "never over the ceiling");
    Long labelCeiling = row.labelCeiling();
    Sheet.require(
        labelCeiling == null || (labelCeiling >= 0 && row.spent().committedCount() <= labelCeiling),
        "never over the label ceiling");
  }

  @Override
  public void append(List<JournalRow> rows) {
    guard.change(
        rows,
        () -> {
          for (JournalRow row : rows) {
            Sheet.require(row.amountMicros() >= 0, "an amount is not negative");
            Sheet.require(row.debit() != row.credit(), "a movement has two accounts");
            book.get().journal().insert(Key.of(row.projectId(), row.sequence()), row);
          }
        });
  }

  @Override
  public List<JournalRow> journal(long projectId, long afterSequence, int limit) {
    return book
        .get()
        .journal()
        .between(Key.of(projectId, afterSequence + 1), Key.of(projectId + 1, 0))
        .stream()
        .limit(limit)
        .toList();
  }

  @Override
  public int scanJournal(
      long projectId, long afterSequence, int limit, Consumer<JournalMove> consumer) {
    List<JournalRow> rows = journal(projectId, afterSequence, limit);
    rows.forEach(
        row ->
            consumer.accept(
                new JournalMove(
                    row.sequence(),
                    row.kind(),
                    row.debit(),
                    row.credit(),
                    row.amountMicros(),
                    row.ceilingMicros(),
                    row.chargedMicros(),
                    row.heldMicros(),
                    row.subject() != null)));
    return rows.size();
  }

  @Override
  public List<Long> projects(long afterProjectId, int limit) {
    return book.get().budgets().all().stream()
        .map(BudgetRow::projectId)
        .filter(id -> id > afterProjectId)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Long> projectsWithUnfunded(int limit) {
    return book.get().budgets().all().stream()
        .filter(row -> row.unfundedLabelCount() > 0)
        .map(BudgetRow::projectId)
        .limit(limit)
        .toList();
  }

  @Override
  public @Nullable JournalCheckRow check(long projectId) {
    return book.get().checks().get(projectId);
  }

  @Override
  public void putCheck(JournalCheckRow row) {
    book.get().checks().put(row.projectId(), row);
  }
}
