package dev.assay.server.store;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  /** Gives as much of the same entries as it takes to add them up; returns how many they were. */
  int scanJournal(long projectId, long afterSequence, int limit, Consumer<JournalMove> consumer);

  /** Up to {@code limit} numbers of projects after {@code afterProjectId}, ascending. */
  List<Long> projects(long afterProjectId, int limit);

  /** Numbers of up to {@code limit} projects that have labels which wait for budget. */
  List<Long> projectsWithUnfunded(int limit);

  /** Up to where the journal was added up, or null where it never was. */
  @Nullable JournalCheckRow check(long projectId);

  /** Remembers up to where the journal was added up. */
  void putCheck(JournalCheckRow row);
}
