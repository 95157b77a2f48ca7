package dev.assay.server.budget;

import dev.assay.server.store.LineRow;
import dev.assay.server.store.Spending;
import dev.assay.v1.BudgetLine;
import org.jspecify.annotations.Nullable;

/** One balance of a line, open for the movements of one transaction. */
final class OpenLine {
  private final BudgetLine line;
  private final LineRow opened;
  private Spending spent;
  private Spending admitted = Spending.NONE;

  OpenLine(BudgetLine line, LineRow row) {
    this.line = line;
    this.opened = row;
    this.spent = row.spent();
  }

  BudgetLine line() {
    return line;
  }

  int periodDay() {
    return opened.periodDay();
  }

  /** What is spent, with what was admitted and not held yet. */
  Spending spentAndAdmitted() {
    return spent.plus(admitted);
  }

  /** Whether another hold fits the line's caps of money and labels. */
  boolean fits(long priceMicros) {
    Spending committed = spentAndAdmitted();
    return (!line.hasCeilingMicros()
            || committed.committedMicros() + priceMicros <= line.getCeilingMicros())
        && (!line.hasLabelCeiling() || committed.committedCount() + 1 <= line.getLabelCeiling());
  }

  void admit(Spending hold) {
    admitted = admitted.plus(hold);
  }

  void move(Spending change) {
    spent = spent.plus(change);
  }

  boolean hasMoved() {
    return !spent.equals(opened.spent());
  }

  /** The balance as it is to be stored; a draining cap follows what is committed. */
  LineRow row() {
    return new LineRow(
        opened.projectId(),
        opened.line(),
        opened.periodDay(),
        opened.annotatorId(),
        eased(
            opened.ceilingMicros(),
            target(line.hasCeilingMicros(), line.getCeilingMicros()),
            spent.committedMicros()),
        eased(
            opened.labelCeiling(),
            target(line.hasLabelCeiling(), line.getLabelCeiling()),
            spent.committedCount()),
        spent);
  }

  static @Nullable Long target(boolean present, long value) {
    return present ? value : null;
  }

  /**
   * A cap on its way down to its target: it follows what is committed, and never rises. A cap that
   * what is committed exceeds stays, for the schema to refuse.
   */
  static @Nullable Long eased(@Nullable Long cap, @Nullable Long target, long committed) {
    if (cap == null || target == null) {
      return target;
    }
    return Math.max(target, Math.min(cap, committed));
  }

  /** The cap when a target is set: the target, or what is committed beyond it. */
  static @Nullable Long begun(@Nullable Long target, long committed) {
    return target == null ? null : (Long) Math.max(target, committed);
  }
}
