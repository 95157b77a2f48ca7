package dev.assay.server.estimation;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.StratumColumn;
import dev.assay.server.request.Projects;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.EstimateGrouping;
import dev.assay.v1.GetEstimateRequest;
import dev.assay.v1.GetEstimateResponse;
import dev.assay.v1.WithheldEstimate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A metric of parts of the pool. What part an item is in may change without a label, so that
 * answers are not kept.
 */
final class GroupEstimates {
  private final Store store;
  private final SettledStates states;
  private final VersionScores scores;
  private final PoolIndexes indexes;
  private final EstimationLimits limits;

  GroupEstimates(
      Store store,
      SettledStates states,
      VersionScores scores,
      PoolIndexes indexes,
      EstimationLimits limits) {
    this.store = store;
    this.states = states;
    this.scores = scores;
    this.indexes = indexes;
    this.limits = limits;
  }

  GetEstimateResponse answer(GetEstimateRequest request) {
    ProjectRow project = store.read(tables -> Projects.require(tables, request.getProject()));
    LabelSpace space = LabelSpace.of(project.definition());
    space.require(Use.MODEL_METRICS);
    AskedMetric asked = GetEstimate.asked(request);
    asked.require(project);
    boolean isByClass =
        request.getGrouping() == EstimateGrouping.ESTIMATE_GROUPING_CLASS
            || request.getGrouping() == EstimateGrouping.ESTIMATE_GROUPING_PREDICTED_CLASS;
    if (isByClass) {
      space.require(Use.CLASS_METRICS);
    }
    StratumColumn strata =
        request.getGrouping() == EstimateGrouping.ESTIMATE_GROUPING_STRATUM
                && project.definition().hasStrata()
            ? indexes.strata().column(project, indexes.snapshot(project.projectId()))
            : null;
    return store.read(tables -> answer(tables, project, asked, strata, request));
  }

  private GetEstimateResponse answer(
      Tables tables,
      ProjectRow project,
      AskedMetric asked,
      @Nullable StratumColumn strata,
      GetEstimateRequest request) {
    SettledState state = states.get(tables, project);
    RowBuilder builder = new RowBuilder(limits, request.getLevelsList());
    JudgedRounds rounds =
        JudgedRounds.of(tables, project, state, request.getModelVersion(), scores);
    ScoredErrors errors = rounds.errors();
    Function<SettledItem, String> nameOf = groupOf(project, errors, strata, request.getGrouping());
    List<StatedRow> rows;
    if (rounds.withheld() == null && errors != null && nameOf != null) {
      rows =
          new GroupRows(asked, asked.classIndex(project), builder, request.getMultiplicity())
              .of(Judgement.of(rounds.sample(), errors), nameOf);
    } else {
      WithheldEstimate reason = rounds.withheld();
      rows =
          new MetricRows(asked, project, builder)
              .withheld(reason == null ? noGroups(request.getGrouping()) : reason);
    }
    return GetEstimate.response(
        request, rounds, rows, rows.stream().map(row -> row.estimate().at(state)).toList());
  }

  private static WithheldEstimate noGroups(EstimateGrouping grouping) {
    return EstimateBuilder.reason(
        WithheldEstimate.Reason.REASON_NO_GROUPS,
        grouping == EstimateGrouping.ESTIMATE_GROUPING_REGION
            ? "the items have no regions; group by stratum"
            : "the project has no strata, or too many; give it some with UpdateProject");
  }

  /** Null where the project has no such groups. */
  private static @Nullable Function<SettledItem, String> groupOf(
      ProjectRow project,
      @Nullable ScoredErrors errors,
      @Nullable StratumColumn strata,
      EstimateGrouping grouping) {
    List<String> names = AskedMetric.classNames(project);
    return switch (grouping) {
      case ESTIMATE_GROUPING_CLASS -> item -> names.get(item.verdictClass());
      case ESTIMATE_GROUPING_PREDICTED_CLASS ->
          errors == null ? null : item -> names.get(errors.predictions().predictedClass(item));
      case ESTIMATE_GROUPING_STRATUM ->
          strata == null ? null : item -> strata.nameOf(item.ordinal());
      case ESTIMATE_GROUPING_REGION, ESTIMATE_GROUPING_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }
}
