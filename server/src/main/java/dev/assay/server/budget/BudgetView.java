package dev.assay.server.budget;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.server.failure.CurrencyMismatch;
import dev.assay.server.failure.EtagMismatch;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.LineRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.Budget;
import dev.assay.v1.BudgetAlert;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.LineBalance;
import dev.assay.v1.PendingReview;

/** The balance as callers see it, and the guards that callers set on it. */
final class BudgetView {
  private BudgetView() {}

  /**
   * The balance with its lines as they are at the time.
   *
   * @param annotatorId whose lines are shown, of lines for each annotator; empty for nobody's
   */
  static Budget of(
      Tables tables, ProjectRow project, BudgetRow row, String annotatorId, long nowMillis) {
    Budget.Builder budget =
        Budget.newBuilder()
            .setProject(ProjectNames.name(project.name()))
            .setCurrencyCode(project.definition().getCurrencyCode())
            .setCeilingMicros(row.ceilingMicros())
            .setCeilingTargetMicros(row.targetMicros())
            .setChargedMicros(row.chargedMicros())
            .setAdjustedMicros(row.adjustedMicros())
            .setHeldMicros(row.heldMicros())
            .setAvailableMicros(row.availableMicros())
            .setFundedLabelCount(row.fundedLabelCount())
            .setOpenAssignmentCount(row.openAssignmentCount())
            .setUnfundedLabelCount(row.unfundedLabelCount())
            .setLabelingDuration(Durations.fromMillis(row.spent().labelingMillis()))
            .setPlan(row.plan())
            .setExplorationOnly(row.watch().closedPriceMicros() != null)
            .setEtag(etag(row))
            .setUpdateTime(Timestamps.fromMillis(row.updatedMillis()));
    Long labelCeiling = row.labelCeiling();
    if (labelCeiling != null) {
      budget.setLabelCeiling(labelCeiling);
    }
    addLines(budget, tables, row, annotatorId, nowMillis);
    addWatch(budget, row);
    return budget.build();
  }

  private static void addLines(
      Budget.Builder budget, Tables tables, BudgetRow row, String annotatorId, long nowMillis) {
    int today = BudgetCalendar.of(row.plan()).day(nowMillis);
    Lines lines = new Lines(tables, row.projectId(), row.plan());
    for (BudgetLine line : row.plan().getLinesList()) {
      if (!line.getEachAnnotator() || !annotatorId.isEmpty()) {
        budget.addLines(line(row, line, lines.open(line, today, annotatorId).row()));
      }
    }
  }

  private static void addWatch(Budget.Builder budget, BudgetRow row) {
    for (double share : row.plan().getAlertSharesList()) {
      long thresholdMicros = Shares.of(share, row.targetMicros());
      budget.addAlerts(
          BudgetAlert.newBuilder()
              .setShare(share)
              .setThresholdMicros(thresholdMicros)
              .setReached(row.spent().committedMicros() >= thresholdMicros));
    }
    Long pausedMicros = row.watch().pausedMicros();
    Long pausedAtMillis = row.watch().pausedAtMillis();
    if (pausedMicros != null && pausedAtMillis != null) {
      budget.setReview(
          PendingReview.newBuilder()
              .setThresholdMicros(pausedMicros)
              .setPauseTime(Timestamps.fromMillis(pausedAtMillis)));
    }
  }

  /** One balance of a line. */
  static LineBalance line(BudgetRow budget, BudgetLine line, LineRow row) {
    LineBalance.Builder balance =
        LineBalance.newBuilder()
            .setLine(row.line())
            .setAnnotatorId(row.annotatorId())
            .setChargedMicros(row.spent().chargedMicros())
            .setHeldMicros(row.spent().heldMicros())
            .setFundedLabelCount(row.spent().fundedLabelCount())
            .setOpenAssignmentCount(row.spent().openAssignmentCount())
            .setLabelingDuration(Durations.fromMillis(row.spent().labelingMillis()));
    if (line.getPeriod() != BudgetLine.Period.PERIOD_UNSPECIFIED) {
      balance.setPeriodStartDate(BudgetCalendar.date(row.periodDay()));
    }
    Long ceilingMicros = row.ceilingMicros();
    if (ceilingMicros != null) {
      balance.setCeilingMicros(ceilingMicros);
    }
    Long labelCeiling = row.labelCeiling();
    if (labelCeiling != null) {
      balance.setLabelCeiling(labelCeiling);
    }
    if (line.getSetAsideShare() > 0) {
      balance.setSetAsideMicros(Admission.setAsideMicros(budget, line, row.spent()));
    }
    return balance.build();
  }

  static String etag(BudgetRow row) {
    return Long.toString(row.revision());
  }

  /** Throws where the caller has read another budget than the stored one. */
  static void checkEtag(String given, BudgetRow stored) {
    String etag = etag(stored);
    if (!given.isEmpty() && !given.equals(etag)) {
      throw new EtagMismatch(given, etag);
    }
  }

  /** Throws where the caller means another currency than the project's. */
  static void checkCurrency(String given, ProjectRow project) {
    String currencyCode = project.definition().getCurrencyCode();
    if (!given.isEmpty() && !given.equals(currencyCode)) {
      throw new CurrencyMismatch(currencyCode);
    }
  }
}
