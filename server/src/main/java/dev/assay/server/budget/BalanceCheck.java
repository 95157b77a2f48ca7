package dev.assay.server.budget;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.LabelTotals;
import dev.assay.server.store.LineRow;
import dev.assay.server.store.Spending;
import dev.assay.server.store.Tables;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.Discrepancy;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compares what is stored of a budget at one instant: the balance with the journal, the open
 * assignments, what labels have cost by day, and the lines with both.
 */
final class BalanceCheck {
  private static final int PAGE = 1_000;

  private final Tables tables;
  private final BudgetRow budget;
  private final Consumer<Discrepancy> discrepancies;

  BalanceCheck(Tables tables, BudgetRow budget, Consumer<Discrepancy> discrepancies) {
    this.tables = tables;
    this.budget = budget;
    this.discrepancies = discrepancies;
  }

  /** The balance with what the journal comes to at its end. */
  void withJournal(JournalCheckRow sum) {
    expect("budget", "journal_sequence", sum.sequence(), budget.journalSequence());
    expect("budget", "ceiling_micros", sum.ceilingMicros(), budget.ceilingMicros());
    expect("budget", "charged_micros", sum.chargedMicros(), budget.chargedMicros());
    expect("budget", "held_micros", sum.heldMicros(), budget.heldMicros());
    expect("budget", "adjusted_micros", sum.adjustedMicros(), budget.adjustedMicros());
    expect("budget", "funded_label_count", sum.fundedLabelCount(), budget.fundedLabelCount());
    expect(
        "budget", "open_assignment_count", sum.openAssignmentCount(), budget.openAssignmentCount());
  }

  /**
   * The balance with the open assignments and with what labels have cost, and the lines with both.
   */
  void withWork() {
    long heldMicros = 0;
    long openCount = 0;
    for (AssignmentRow open :
        tables.assignments().due(budget.projectId(), Long.MAX_VALUE, Integer.MAX_VALUE)) {
      heldMicros += open.priceMicros();
      openCount++;
    }
    expect("open assignments", "price_micros", budget.heldMicros(), heldMicros);
    expect("open assignments", "count", budget.openAssignmentCount(), openCount);
    long[] sums = new long[3];
    tables
        .spend()
        .scan(
            budget.projectId(),
            row -> {
              sums[0] += row.chargedMicros();
              sums[1] += row.fundedLabelCount();
              sums[2] += row.labelingMillis();
            });
    expect("spend", "charged_micros", budget.chargedMicros() - budget.adjustedMicros(), sums[0]);
    expect("spend", "funded_label_count", budget.fundedLabelCount(), sums[1]);
    expect("spend", "labeling_ms", budget.spent().labelingMillis(), sums[2]);
    lines();
  }

  private void lines() {
    LineSums expected = LineSums.of(tables, budget.projectId(), budget.plan());
    expected.sums().forEach(this::line);
    long empty = 0;
    for (BudgetLine line : budget.plan().getLinesList()) {
      int day = Integer.MIN_VALUE;
      String annotatorId = "";
      boolean more = true;
      while (more) {
        List<LineRow> rows =
            tables.lines().list(budget.projectId(), line.getName(), day, annotatorId, PAGE);
        for (LineRow row : rows) {
          Lines.Key key = new Lines.Key(row.line(), row.periodDay(), row.annotatorId());
          if (!expected.sums().containsKey(key)) {
            empty++;
            compare(key, Spending.NONE, row.spent());
          }
          day = row.periodDay();
          annotatorId = row.annotatorId();
        }
        more = rows.size() == PAGE;
      }
    }
    expect(
        "budget lines",
        "count",
        expected.sums().size() + empty,
        tables.lines().count(budget.projectId()));
  }

  private void line(Lines.Key key, Spending expected) {
    LineRow row =
        tables.lines().find(budget.projectId(), key.line(), key.periodDay(), key.annotatorId());
    compare(key, expected, row == null ? Spending.NONE : row.spent());
  }

  private void compare(Lines.Key key, Spending expected, Spending found) {
    if (!expected.equals(found)) {
      report("budget line " + key, expected.toString(), found.toString());
    }
  }

  /** The balance with the labels: reads all of them. */
  void withLabels() {
    LabelTotals labels = tables.labels().totals(budget.projectId());
    expect(
        "labels",
        "charged_micros",
        budget.chargedMicros() - budget.adjustedMicros(),
        labels.chargedMicros());
    expect("labels", "unfunded", budget.unfundedLabelCount(), labels.unfundedCount());
    // A label that was taken back was charged or not: no more is known than that.
    long uncharged = labels.fundedCount() + labels.withdrawnCount() - budget.fundedLabelCount();
    if (uncharged < 0 || uncharged > labels.withdrawnCount()) {
      report(
          "labels",
          "funded " + budget.fundedLabelCount(),
          "funded " + labels.fundedCount() + ", withdrawn " + labels.withdrawnCount());
    }
  }

  private void expect(String row, String column, long expected, long found) {
    if (expected != found) {
      report(row, column + " " + expected, column + " " + found);
    }
  }

  private void report(String row, String expected, String found) {
    discrepancies.accept(
        Discrepancy.newBuilder().setRow(row).setExpected(expected).setFound(found).build());
  }
}
