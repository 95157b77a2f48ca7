package dev.assay.reliability.sidecar;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.Funding;
import dev.assay.v1.JournalEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
  private final Map<JournalEntry.Account, Long> accounts =
      new EnumMap<>(JournalEntry.Account.class);
  private long charged;
  private long held;
  private long ceiling;

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
    require(
        budget.chargedMicros() + budget.heldMicros() <= budget.ceilingMicros(),
        "over the ceiling: " + budget);
    checkJournal();
    equal("charged in the journal", charged, budget.chargedMicros());
    equal("held in the journal", held, budget.heldMicros());
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
    long sequence = 0;
    for (JournalRow entry : journal) {
      sequence++;
      String name = "journal entry " + entry.sequence();
      require(entry.sequence() == sequence, name + " follows " + (sequence - 1));
      switch (entry.kind()) {
        case KIND_HOLD -> held += entry.amountMicros();
        case KIND_CHARGE -> {
          held -= entry.amountMicros();
          charged += entry.amountMicros();
        }
        case KIND_RELEASE, KIND_EXPIRE -> held -= entry.amountMicros();
        case KIND_LATE_CHARGE -> charged += entry.amountMicros();
        case KIND_ADJUSTMENT ->
            charged +=
                entry.debit() == JournalEntry.Account.ACCOUNT_CHARGED
                    ? entry.amountMicros()
                    : -entry.amountMicros();
        case KIND_CEILING ->
            ceiling +=
                entry.credit() == JournalEntry.Account.ACCOUNT_OWNER
                    ? entry.amountMicros()
                    : -entry.amountMicros();
        default -> {}
      }
      require(
          entry.chargedMicros() == charged && entry.heldMicros() == held,
          name + " does not follow from the one before");
      require(entry.ceilingMicros() == ceiling, name + " leaves another ceiling");
      require(charged + held <= entry.ceilingMicros(), name + " is over the ceiling");
      checkAccounts(entry, name);
    }
    equal("entries of the journal", sequence, budget.journalSequence());
  }

  /** Every entry moves its amount from one account to another, and the accounts are the balance. */
  private void checkAccounts(JournalRow entry, String name) {
    accounts.merge(entry.debit(), entry.amountMicros(), Long::sum);
    accounts.merge(entry.credit(), -entry.amountMicros(), Long::sum);
    require(
        account(JournalEntry.Account.ACCOUNT_HELD) == entry.heldMicros()
            && account(JournalEntry.Account.ACCOUNT_CHARGED) == entry.chargedMicros()
            && account(JournalEntry.Account.ACCOUNT_OWNER) == -entry.ceilingMicros()
            && account(JournalEntry.Account.ACCOUNT_AVAILABLE)
                == entry.ceilingMicros() - entry.chargedMicros() - entry.heldMicros(),
        name + " leaves the accounts at " + accounts);
  }

  private long account(JournalEntry.Account account) {
    return accounts.getOrDefault(account, 0L);
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
