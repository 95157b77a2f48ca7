package dev.assay.server.budget;

import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.InvariantBroken;
import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.Discrepancy;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The books of one project being checked, a page of the journal at a time. At the end of the
 * journal, in the same snapshot as its last page, the balances are compared with it and with one
 * another.
 */
final class Verification {
  /** The most journal entries that one look into the store reads. */
  static final int PAGE = 10_000;

  /** The most discrepancies that are kept. */
  static final int MAX_DISCREPANCIES = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

  private final Store store;
  private final long projectId;
  private final boolean withLabels;
  private final List<Discrepancy> found = new ArrayList<>();
  private final long firstSequence;
  private final JournalSum sum;

  private Verification(Store store, JournalCheckRow from, boolean withLabels) {
    this.store = store;
    this.projectId = from.projectId();
    this.withLabels = withLabels;
    this.firstSequence = from.sequence();
    this.sum = new JournalSum(from, this::keep);
  }

  /** Of everything, from the first entry and with every label. */
  static Verification whole(Store store, long projectId) {
    return new Verification(store, JournalCheckRow.first(projectId), true);
  }

  /** Of everything, with every label, and of the journal from what this process has read of it. */
  static Verification on(Store store, JournalCheckRow end) {
    return new Verification(store, end, true);
  }

  /** Of the balances, and of the journal from where it was added up last. */
  static Verification sinceLastCheck(Store store, long projectId) {
    JournalCheckRow from =
        store.read(
            tables -> {
              JournalCheckRow check = tables.budgets().check(projectId);
              return check == null ? JournalCheckRow.first(projectId) : check;
            });
    return new Verification(store, from, false);
  }

  private void keep(Discrepancy discrepancy) {
    if (found.size() < MAX_DISCREPANCIES) {
      found.add(discrepancy);
    }
  }

  /** Reads one page; returns whether that was the end. */
  boolean step() {
    return store.read(this::step);
  }

  private boolean step(Tables tables) {
    if (tables.budgets().scanJournal(projectId, sum.sequence(), PAGE, sum::add) == PAGE) {
      return false;
    }
    BudgetRow budget = tables.budgets().get(projectId);
    BalanceCheck check = new BalanceCheck(tables, budget, this::keep);
    check.withJournal(sum.check());
    check.withWork();
    if (withLabels) {
      check.withLabels();
    }
    return true;
  }

  /** Reads to the end and returns this. */
  Verification run() {
    boolean ended = false;
    while (!ended) {
      ended = step();
    }
    return this;
  }

  long entryCount() {
    return sum.sequence() - firstSequence;
  }

  List<Discrepancy> found() {
    return List.copyOf(found);
  }

  /** What the journal came to, to begin from the next time. */
  JournalCheckRow check() {
    return sum.check();
  }

  /** Where the books do not add up: says which rows disagree, and stops the writer. */
  void haltIfBroken() {
    if (found.isEmpty()) {
      return;
    }
    for (Discrepancy discrepancy : found) {
      LOG.atError()
          .addKeyValue("project_id", projectId)
          .addKeyValue("row", discrepancy.getRow())
          .addKeyValue("expected", discrepancy.getExpected())
          .addKeyValue("found", discrepancy.getFound())
          .log("event=books_disagree");
    }
    Discrepancy first = found.get(0);
    store.halt(
        new InvariantBroken(
            "the books of project "
                + projectId
                + " do not add up: "
                + first.getRow()
                + " has "
                + first.getFound()
                + " where the others come to "
                + first.getExpected(),
            null));
  }
}
