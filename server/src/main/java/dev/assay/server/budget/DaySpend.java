package dev.assay.server.budget;

import dev.assay.server.store.SpendRow;
import dev.assay.server.store.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the labels of one transaction have cost, by day, slice and annotator: one row for each. */
final class DaySpend {
  private final long projectId;
  private final Map<Lines.Scope, SpendRow> rows = new LinkedHashMap<>();

  DaySpend(long projectId) {
    this.projectId = projectId;
  }

  void add(Lines.Scope scope, long chargedMicros, int labelCount, long labelingMillis) {
    rows.merge(
        scope,
        new SpendRow(
            projectId,
            scope.budgetDay(),
            scope.slice(),
            scope.annotatorId(),
            chargedMicros,
            labelCount,
            labelingMillis),
        DaySpend::sum);
  }

  private static SpendRow sum(SpendRow a, SpendRow b) {
    return new SpendRow(
        a.projectId(),
        a.budgetDay(),
        a.slice(),
        a.annotatorId(),
        Math.addExact(a.chargedMicros(), b.chargedMicros()),
        a.fundedLabelCount() + b.fundedLabelCount(),
        Math.addExact(a.labelingMillis(), b.labelingMillis()));
  }

  void close(Transaction transaction) {
    rows.values().forEach(transaction.spend()::add);
  }
}
