package dev.assay.server.budget;

import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.BudgetPlan;

/** Puts another plan in the place of a budget's, and counts its lines anew. */
final class PlanChange {
  private PlanChange() {}

  /** Stores the plan and the balances of its lines, and returns the budget. */
  static BudgetRow store(Transaction transaction, BudgetRow before, BudgetPlan plan) {
    transaction.lines().clear(before.projectId());
    LineSums lines = LineSums.of(transaction, before.projectId(), plan);
    lines
        .sums()
        .forEach(
            (key, spent) ->
                transaction
                    .lines()
                    .put(Lines.begin(before.projectId(), lines.line(key), key, spent)));
    BudgetRow after =
        new BudgetRow(
            before.projectId(),
            before.ceilingMicros(),
            before.targetMicros(),
            OpenLine.begun(
                OpenLine.target(plan.hasLabelCeiling(), plan.getLabelCeiling()),
                before.spent().committedCount()),
            before.spent(),
            before.adjustedMicros(),
            before.unfundedLabelCount(),
            before.watch(),
            plan,
            before.journalSequence(),
            before.revision() + 1,
            transaction.nowMillis());
    transaction.budgets().update(after);
    return after;
  }
}
