package dev.assay.server.budget;

import dev.assay.server.pool.PoolView;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.AnnotatorSpend;
import dev.assay.v1.DaySpend;
import dev.assay.v1.GetSpendReportRequest;
import dev.assay.v1.GetSpendReportResponse;
import dev.assay.v1.Slice;
import dev.assay.v1.SliceSpend;
import dev.assay.v1.StratumSpend;

/**
 * Adds up what labels have cost. By slice, annotator and day it reads the sums that every charge
 * adds to, one row for each day, slice and annotator: never the labels. There is no such sum by
 * stratum, since an item's stratum changes with the definition and with every model version; so
 * that part reads the labels, and is left out unless it is asked for.
 */
public final class GetSpendReport implements Query<GetSpendReportRequest, GetSpendReportResponse> {
  /** The most days, annotators and strata that are shown; the others are one sum. */
  public static final int MAX_GROUPS = 1000;

  private final Store store;
  private final PoolView pools;

  public GetSpendReport(Store store, PoolView pools) {
    this.store = store;
    this.pools = pools;
  }

  @Override
  public void validate(GetSpendReportRequest request, Violations violations) {
    ReportedDays.check(request, violations);
  }

  @Override
  public GetSpendReportResponse answer(GetSpendReportRequest request) {
    if (!request.getIncludeStrata()) {
      return store.read(
          tables -> {
            ProjectRow project = Projects.require(tables, request.getProject());
            return report(tables, project, ReportedDays.of(request)).build();
          });
    }
    ProjectRow project = store.read(tables -> Projects.require(tables, request.getProject()));
    PoolView.ItemStrata strata = pools.itemStrata(project); // may read the store, for long
    return store.read(
        tables -> {
          GetSpendReportResponse.Builder report = report(tables, project, ReportedDays.of(request));
          StratumTallies.of(tables, project.projectId(), strata)
              .showGreatest(
                  MAX_GROUPS,
                  (stratum, sum) ->
                      report.addStrata(StratumSpend.newBuilder().setStratum(stratum).setSpend(sum)),
                  report::setOtherStrata);
          return report.build();
        });
  }

  private static GetSpendReportResponse.Builder report(
      Tables tables, ProjectRow project, ReportedDays days) {
    SpendTally total = new SpendTally();
    SpendGroups<Slice> slices = new SpendGroups<>();
    SpendGroups<Integer> byDay = new SpendGroups<>();
    SpendGroups<String> annotators = new SpendGroups<>();
    tables
        .spend()
        .scanDays(
            project.projectId(),
            days.first(),
            days.last(),
            row -> {
              SpendTally one =
                  new SpendTally()
                      .add(row.chargedMicros(), row.fundedLabelCount(), row.labelingMillis());
              total.add(one);
              slices.of(row.slice()).add(one);
              byDay.of(row.budgetDay()).add(one);
              annotators.of(row.annotatorId()).add(one);
            });
    BudgetRow budget = tables.budgets().get(project.projectId());
    GetSpendReportResponse.Builder report =
        GetSpendReportResponse.newBuilder()
            .setProject(ProjectNames.name(project.name()))
            .setCurrencyCode(project.definition().getCurrencyCode())
            .setTimeZone(BudgetCalendar.zoneOf(budget.plan()))
            .setTotal(total.message());
    slices.showLast(
        Integer.MAX_VALUE,
        (slice, sum) -> report.addSlices(SliceSpend.newBuilder().setSlice(slice).setSpend(sum)),
        none -> {});
    byDay.showLast(
        MAX_GROUPS,
        (day, sum) ->
            report.addDays(DaySpend.newBuilder().setDate(BudgetCalendar.date(day)).setSpend(sum)),
        report::setEarlierDays);
    annotators.showGreatest(
        MAX_GROUPS,
        (annotator, sum) ->
            report.addAnnotators(
                AnnotatorSpend.newBuilder().setAnnotatorId(annotator).setSpend(sum)),
        report::setOtherAnnotators);
    if (days.isAll()) {
      addWholeLife(report, total, tables.progress().get(project.projectId()).settledCount());
      report.setAdjustedMicros(budget.adjustedMicros());
    }
    return report;
  }

  private static void addWholeLife(
      GetSpendReportResponse.Builder report, SpendTally total, long settledCount) {
    report.setSettledItemCount(settledCount);
    if (settledCount > 0) {
      report.setMeanSettledItemMicros(SpendTally.mean(total.chargedMicros(), settledCount));
    }
  }
}
