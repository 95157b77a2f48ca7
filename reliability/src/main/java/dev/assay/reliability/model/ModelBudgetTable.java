package dev.assay.reliability.model;

import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.BudgetTable;
import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.InvariantBroken;
import dev.assay.server.store.JournalRow;
import java.util.List;
import java.util.function.Consumer;

/**
 * Balances by project, journal entries by project and sequence. What the schema refuses here stops
 * the writer: {@code broken} is told.
 */
record ModelBudgetTable(OpenBook book, Consumer<InvariantBroken> broken) implements BudgetTable {

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
    guarded(
        row,
        () -> {
          check(row);
          book.get().budgets().insert(row.projectId(), row);
        });
  }

  @Override
  public void update(BudgetRow row) {
    guarded(
        row,
        () -> {
          check(row);
          book.get().budgets().update(row.projectId(), row);
        });
  }

  private void check(BudgetRow row) {
    Sheet.require(book.get().projects().get(row.projectId()) != null, "a budget is of a project");
    Sheet.require(
        row.ceilingMicros() >= 0 && row.chargedMicros() >= 0 && row.heldMicros() >= 0,
        "no amount is negative");
    Sheet.require(
        row.fundedLabelCount() >= 0
            && row.openAssignmentCount() >= 0
            && row.unfundedLabelCount() >= 0,
        "no count is negative");
    Sheet.require(
        row.chargedMicros() + row.heldMicros() <= row.ceilingMicros(), "never over the ceiling");
  }

  @Override
  public void append(List<JournalRow> rows) {
    guarded(
        rows,
        () -> {
          for (JournalRow row : rows) {
            Sheet.require(row.amountMicros() >= 0, "an amount is not negative");
            book.get().journal().insert(Key.of(row.projectId(), row.sequence()), row);
          }
        });
  }

  private void guarded(Object what, Runnable change) {
    try {
      change.run();
    } catch (ConstraintViolated e) {
      InvariantBroken stop = new InvariantBroken("the model refuses " + what, e);
      broken.accept(stop);
      throw stop;
    }
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
}
