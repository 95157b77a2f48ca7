package dev.assay.server.budget;

import dev.assay.server.store.LineRow;
import dev.assay.server.store.Spending;
import dev.assay.server.store.Tables;
import dev.assay.server.store.Transaction;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The balances of a plan's lines that the movements of one transaction fall under, each read once
 * and written once. A project without lines costs nothing here.
 */
final class Lines {
  /** What a movement falls under. */
  record Scope(Slice slice, String annotatorId, int budgetDay) {}

  /** Which balance of which line. */
  record Key(String line, int periodDay, String annotatorId) {}

  private final Tables tables;
  private final long projectId;
  private final BudgetPlan plan;
  private final Map<Key, OpenLine> open = new LinkedHashMap<>();

  Lines(Tables tables, long projectId, BudgetPlan plan) {
    this.tables = tables;
    this.projectId = projectId;
    this.plan = plan;
  }

  /** The balances that the movement falls under, in the order of the plan. */
  List<OpenLine> of(Scope scope) {
    if (plan.getLinesCount() == 0) {
      return List.of();
    }
    List<OpenLine> found = new ArrayList<>();
    for (BudgetLine line : plan.getLinesList()) {
      if (covers(line, scope)) {
        found.add(open(line, scope.budgetDay(), scope.annotatorId()));
      }
    }
    return found;
  }

  static boolean covers(BudgetLine line, Scope scope) {
    return (line.getSlicesCount() == 0 || line.getSlicesList().contains(scope.slice()))
        && (line.getAnnotatorId().isEmpty() || line.getAnnotatorId().equals(scope.annotatorId()));
  }

  static Key key(BudgetLine line, int budgetDay, String annotatorId) {
    return new Key(
        line.getName(),
        BudgetCalendar.periodDay(line.getPeriod(), budgetDay),
        line.getEachAnnotator() ? annotatorId : line.getAnnotatorId());
  }

  /** The line's balance on the day, and of the annotator where it is divided so. */
  OpenLine open(BudgetLine line, int budgetDay, String annotatorId) {
    return open.computeIfAbsent(
        key(line, budgetDay, annotatorId), key -> new OpenLine(line, read(line, key)));
  }

  private LineRow read(BudgetLine line, Key key) {
    LineRow row = tables.lines().find(projectId, key.line(), key.periodDay(), key.annotatorId());
    return row == null ? begin(projectId, line, key, Spending.NONE) : row;
  }

  /** A balance to begin with; a cap below what is spent already is a drain. */
  static LineRow begin(long projectId, BudgetLine line, Key key, Spending spent) {
    return new LineRow(
        projectId,
        key.line(),
        key.periodDay(),
        key.annotatorId(),
        OpenLine.begun(
            OpenLine.target(line.hasCeilingMicros(), line.getCeilingMicros()),
            spent.committedMicros()),
        OpenLine.begun(
            OpenLine.target(line.hasLabelCeiling(), line.getLabelCeiling()),
            spent.committedCount()),
        spent);
  }

  /** Moves every balance that the movement falls under. */
  void move(Scope scope, Spending change) {
    of(scope).forEach(line -> line.move(change));
  }

  /** Writes the balances that have moved. */
  void close(Transaction transaction) {
    open.values().stream()
        .filter(OpenLine::hasMoved)
        .forEach(line -> transaction.lines().put(line.row()));
  }
}
