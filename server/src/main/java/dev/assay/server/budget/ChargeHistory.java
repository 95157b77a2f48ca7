package dev.assay.server.budget;

import dev.assay.server.store.BudgetTable;
import dev.assay.server.store.JournalRow;
import dev.assay.v1.JournalEntry;
import java.util.List;

/**
 * What a project was charged by any time. Every entry of the journal carries the balance after it,
 * the entries are numbered without gaps, and their times never run backwards; so a time is found by
 * halving, in some twenty reads of one row whatever the journal's length, and nothing is added up.
 */
final class ChargeHistory {
  private static final int PAGE = 100;

  private final BudgetTable budgets;
  private final long projectId;
  private final long lastSequence;

  ChargeHistory(BudgetTable budgets, long projectId, long lastSequence) {
    this.budgets = budgets;
    this.projectId = projectId;
    this.lastSequence = lastSequence;
  }

  /**
   * When the project's first assignment was paid for; the given time where none was. Before it
   * there are ceilings only, and adjustments.
   */
  long firstHoldMillis(long otherwise) {
    for (long after = 0; after < lastSequence; after += PAGE) {
      List<JournalRow> page = budgets.journal(projectId, after, PAGE);
      for (JournalRow row : page) {
        if (row.kind() == JournalEntry.Kind.KIND_HOLD) {
          return row.createdMillis();
        }
      }
    }
    return otherwise;
  }

  /**
   * What was charged by each of the times.
   *
   * @param times ascending, in milliseconds since 1970
   */
  long[] chargedBy(long[] times) {
    long[] charged = new long[times.length];
    long from = 0;
    for (int i = 0; i < times.length; i++) {
      from = lastBy(times[i], from);
      charged[i] = from == 0 ? 0 : entry(from).chargedMicros();
    }
    return charged;
  }

  /** The number of the last entry that was written by the time; 0 where there is none. */
  private long lastBy(long timeMillis, long knownBy) {
    long by = knownBy;
    long after = lastSequence + 1;
    while (after - by > 1) {
      long middle = (by + after) >>> 1;
      if (entry(middle).createdMillis() <= timeMillis) {
        by = middle;
      } else {
        after = middle;
      }
    }
    return by;
  }

  private JournalRow entry(long sequence) {
    List<JournalRow> found = budgets.journal(projectId, sequence - 1, 1);
    if (found.isEmpty() || found.get(0).sequence() != sequence) {
      throw new IllegalStateException("the journal has no entry " + sequence);
    }
    return found.get(0);
  }
}
