package dev.assay.server.budget;

import com.google.protobuf.util.Durations;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.Spending;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.StopReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether holds fit: the ceilings, what is set aside for others, every line, the pace, the reviews.
 * The first that refuses names itself.
 */
final class Admission {
  private final BudgetRow budget;
  private final BudgetPlan plan;
  private final Lines lines;
  private final BudgetCalendar calendar;
  private final long nowMillis;

  Admission(BudgetRow budget, Lines lines, BudgetCalendar calendar, long nowMillis) {
    this.budget = budget;
    this.plan = budget.plan();
    this.lines = lines;
    this.calendar = calendar;
    this.nowMillis = nowMillis;
  }

  /** The first review threshold that the hold would exceed, or null. */
  @Nullable Double reviewShare(Spending spent, long priceMicros) {
    long committed = spent.committedMicros() + priceMicros;
    for (double share : plan.getReviewSharesList()) {
      long thresholdMicros = Shares.of(share, budget.targetMicros());
      if (thresholdMicros > budget.watch().reviewedMicros() && committed > thresholdMicros) {
        return share;
      }
    }
    return null;
  }

  /** What keeps new work from being granted, or null: states, ceilings, lines, then the pace. */
  @Nullable Refusal ofWork(Spending spent, Lines.Scope scope, long priceMicros) {
    if (budget.watch().pausedMicros() != null) {
      return Refusal.of(StopReason.STOP_REASON_REVIEW_PENDING);
    }
    Long labelCeiling = budget.labelCeiling();
    if (budget.ceilingMicros() > budget.targetMicros()
        || (labelCeiling != null && labelCeiling > plan.getLabelCeiling())) {
      return Refusal.of(StopReason.STOP_REASON_BUDGET_DRAINING);
    }
    Refusal refusal = ofCharge(spent, scope, priceMicros);
    if (refusal == null) {
      refusal = ofTime(spent, scope);
    }
    return refusal == null ? ofPace(spent, priceMicros) : refusal;
  }

  /** What keeps an amount from being committed at all, or null: ceilings, set-asides, lines. */
  @Nullable Refusal ofCharge(Spending spent, Lines.Scope scope, long priceMicros) {
    long leftMicros = budget.ceilingMicros() - spent.committedMicros() - priceMicros;
    Long labelCeiling = budget.labelCeiling();
    long leftCount =
        labelCeiling == null ? Long.MAX_VALUE : labelCeiling - spent.committedCount() - 1;
    if (leftMicros < 0 || leftCount < 0) {
      return ceilingReached(spent);
    }
    Refusal refusal = ofSetAsides(scope, leftMicros, leftCount);
    return refusal == null ? ofLines(scope, priceMicros) : refusal;
  }

  private static Refusal ceilingReached(Spending spent) {
    return Refusal.of(
        spent.openAssignmentCount() > 0
            ? StopReason.STOP_REASON_BUDGET_FULLY_HELD
            : StopReason.STOP_REASON_BUDGET_EXHAUSTED);
  }

  private @Nullable Refusal ofSetAsides(Lines.Scope scope, long leftMicros, long leftCount) {
    long othersMicros = 0;
    long othersCount = 0;
    for (BudgetLine line : plan.getLinesList()) {
      if (line.getSetAsideShare() == 0 || line.getSlicesList().contains(scope.slice())) {
        continue;
      }
      Spending committed = lines.open(line, scope.budgetDay(), "").spentAndAdmitted();
      othersMicros += setAsideMicros(budget, line, committed);
      if (plan.hasLabelCeiling()) {
        othersCount +=
            Math.max(
                Shares.of(line.getSetAsideShare(), plan.getLabelCeiling())
                    - committed.committedCount(),
                0);
      }
      if (leftMicros < othersMicros || leftCount < othersCount) {
        return new Refusal(StopReason.STOP_REASON_BUDGET_SET_ASIDE, line.getName(), null, true);
      }
    }
    return null;
  }

  /** What is set aside for the line and not committed yet. */
  static long setAsideMicros(BudgetRow budget, BudgetLine line, Spending committed) {
    return Math.max(
        Shares.of(line.getSetAsideShare(), budget.targetMicros()) - committed.committedMicros(), 0);
  }

  private @Nullable Refusal ofLines(Lines.Scope scope, long priceMicros) {
    for (OpenLine open : lines.of(scope)) {
      if (!open.fits(priceMicros)) {
        return refusalOf(open);
      }
    }
    return null;
  }

  private Refusal refusalOf(OpenLine open) {
    BudgetLine line = open.line();
    Long retryAtMillis =
        line.getPeriod() == BudgetLine.Period.PERIOD_UNSPECIFIED
            ? null
            : (Long) calendar.nextPeriodMillis(line.getPeriod(), open.periodDay());
    return new Refusal(
        StopReason.STOP_REASON_BUDGET_LINE_EXHAUSTED,
        line.getName(),
        retryAtMillis,
        line.getAnnotatorId().isEmpty() && !line.getEachAnnotator());
  }

  /** The time that annotators report: a cap of what is granted, not of what is taken. */
  private @Nullable Refusal ofTime(Spending spent, Lines.Scope scope) {
    long expectedMillis = Durations.toMillis(plan.getExpectedLabelingDuration());
    if (plan.hasAnnotatorTimeCeiling()
        && !hasTime(spent, expectedMillis, Durations.toMillis(plan.getAnnotatorTimeCeiling()))) {
      return ceilingReached(spent);
    }
    List<OpenLine> fallsUnder = lines.of(scope);
    for (OpenLine open : fallsUnder) {
      if (open.line().hasAnnotatorTimeCeiling()
          && !hasTime(
              open.spentAndAdmitted(),
              expectedMillis,
              Durations.toMillis(open.line().getAnnotatorTimeCeiling()))) {
        return refusalOf(open);
      }
    }
    return null;
  }

  private static boolean hasTime(Spending spent, long expectedMillis, long ceilingMillis) {
    long openMillis = Math.multiplyExact(spent.openAssignmentCount() + 1, expectedMillis);
    return spent.labelingMillis() < ceilingMillis
        && spent.labelingMillis() + openMillis <= ceilingMillis;
  }

  private @Nullable Refusal ofPace(Spending spent, long priceMicros) {
    if (plan.getPaceCount() == 0) {
      return null;
    }
    Pace pace = new Pace(plan.getPaceList());
    long committedMicros = spent.committedMicros() + priceMicros;
    if (committedMicros <= pace.allowedMicros(budget.targetMicros(), nowMillis)) {
      return null;
    }
    return new Refusal(
        StopReason.STOP_REASON_BUDGET_PACED,
        "",
        pace.reachedAtMillis(committedMicros, budget.targetMicros(), nowMillis),
        true);
  }
}
