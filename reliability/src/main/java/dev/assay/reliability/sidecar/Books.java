package dev.assay.reliability.sidecar;

import com.google.protobuf.util.Timestamps;
import dev.assay.reliability.book.JournalBook;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.Budget;
import dev.assay.v1.Funding;
import dev.assay.v1.JournalEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The balance of a project, four times: as it is stored, as the journal adds up to, as the open
 * leases and as the labels come to. All four must be the same, and never over the ceiling.
 */
final class Books {
  private final Tables tables;
  private final BudgetRow budget;
  private final List<JournalRow> journal;
  private final Collection<AssignmentRow> assignments;
  private final Collection<LabelRow> labels;
  private final List<String> broken = new ArrayList<>();

  Books(
      Tables tables,
      long projectId,
      Collection<AssignmentRow> assignments,
      Collection<LabelRow> labels) {
    this.tables = tables;
    this.budget = tables.budgets().get(projectId);
    this.journal = tables.budgets().journal(projectId, 0, Integer.MAX_VALUE);
    this.assignments = assignments;
    this.labels = labels;
  }

  List<String> broken() {
    checkJournal();
    checkLeases();
    checkLabels();
    broken.addAll(LineBooks.broken(tables, budget, journal, assignments));
    return broken;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }

  private void equal(String what, long found, long balance) {
    require(found == balance, what + ": " + found + ", in the balance: " + balance);
  }

  private void checkJournal() {
    JournalBook book = new JournalBook();
    journal.forEach(row -> book.add(entry(row)));
    book.compare(
        Budget.newBuilder()
            .setChargedMicros(budget.chargedMicros())
            .setHeldMicros(budget.heldMicros())
            .setCeilingMicros(budget.ceilingMicros())
            .build());
    broken.addAll(book.violations());
    equal("entries of the journal", book.size(), budget.journalSequence());
  }

  private static JournalEntry entry(JournalRow row) {
    return JournalEntry.newBuilder()
        .setSequence(row.sequence())
        .setKind(row.kind())
        .setDebitAccount(row.debit())
        .setCreditAccount(row.credit())
        .setAmountMicros(row.amountMicros())
        .setChargedMicros(row.chargedMicros())
        .setHeldMicros(row.heldMicros())
        .setCeilingMicros(row.ceilingMicros())
        .setCreateTime(Timestamps.fromMillis(row.createdMillis()))
        .build();
  }

  private void checkLeases() {
    long sum = 0;
    long count = 0;
    for (AssignmentRow lease : assignments) {
      if (lease.state() == AssignmentRow.State.HELD) {
        sum += lease.priceMicros();
        count++;
      }
    }
    equal("held by open leases", sum, budget.heldMicros());
    equal("open leases", count, budget.openAssignmentCount());
  }

  private void checkLabels() {
    long sum = 0;
    long funded = 0;
    long withdrawn = 0;
    long unfunded = 0;
    for (LabelRow label : labels) {
      sum += label.chargedMicros();
      funded += label.funding() == Funding.FUNDING_FUNDED ? 1 : 0;
      withdrawn += label.funding() == Funding.FUNDING_WITHDRAWN ? 1 : 0;
      unfunded += label.funding() == Funding.FUNDING_UNFUNDED ? 1 : 0;
    }
    equal("charged by labels", sum + budget.adjustedMicros(), budget.chargedMicros());
    // A label that was withdrawn was paid for, or not.
    require(
        budget.fundedLabelCount() >= funded && budget.fundedLabelCount() <= funded + withdrawn,
        "paid labels: " + funded + ", in the balance: " + budget.fundedLabelCount());
    equal("unpaid labels", unfunded, budget.unfundedLabelCount());
  }
}
