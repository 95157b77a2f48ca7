package dev.assay.server.budget;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.SpendRow;
import dev.assay.server.store.Spending;
import dev.assay.server.store.Tables;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.Slice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every balance of every line of a plan adds up to, from what labels have cost by day and from
 * the open assignments. Costs as much as there are days, slices and annotators with labels, and
 * open assignments: not as much as there are labels.
 */
final class LineSums {
  private final BudgetPlan plan;
  private final Map<Lines.Key, Spending> sums = new LinkedHashMap<>();
  private final Map<Lines.Key, BudgetLine> lines = new LinkedHashMap<>();

  private LineSums(BudgetPlan plan) {
    this.plan = plan;
  }

  static LineSums of(Tables tables, long projectId, BudgetPlan plan) {
    LineSums sums = new LineSums(plan);
    if (plan.getLinesCount() > 0) {
      tables.spend().scan(projectId, sums::add);
      BudgetCalendar calendar = BudgetCalendar.of(plan);
      for (AssignmentRow open :
          tables.assignments().due(projectId, Long.MAX_VALUE, Integer.MAX_VALUE)) {
        sums.add(
            open.slice(),
            open.annotatorId(),
            calendar.day(open.createdMillis()),
            new Spending(0, open.priceMicros(), 0, 1, 0));
      }
    }
    return sums;
  }

  private void add(SpendRow row) {
    add(
        row.slice(),
        row.annotatorId(),
        row.budgetDay(),
        new Spending(row.chargedMicros(), 0, row.fundedLabelCount(), 0, row.labelingMillis()));
  }

  private void add(Slice slice, String annotatorId, int budgetDay, Spending change) {
    Lines.Scope scope = new Lines.Scope(slice, annotatorId, budgetDay);
    for (BudgetLine line : plan.getLinesList()) {
      if (Lines.covers(line, scope)) {
        Lines.Key key = Lines.key(line, budgetDay, annotatorId);
        lines.put(key, line);
        sums.merge(key, change, Spending::plus);
      }
    }
  }

  /** The sums, by balance. */
  Map<Lines.Key, Spending> sums() {
    return sums;
  }

  /** The line of a balance. */
  BudgetLine line(Lines.Key key) {
    BudgetLine line = lines.get(key);
    if (line == null) {
      throw new IllegalArgumentException("no sum of " + key);
    }
    return line;
  }
}
