package dev.assay.server.store;

import java.util.List;

/** Balances and the journal that they are derived from. */
public interface BudgetTable {
  BudgetRow get(long projectId);

  void insert(BudgetRow row);

  /**
   * Replaces the balance. The engine refuses a row in which charges and holds exceed the ceiling.
   */
  void update(BudgetRow row);

  void append(List<JournalRow> rows);

  /** Up to {@code limit} entries after {@code afterSequence}, in their order. */
  List<JournalRow> journal(long projectId, long afterSequence, int limit);
}
