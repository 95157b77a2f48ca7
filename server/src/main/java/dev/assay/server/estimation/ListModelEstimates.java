package dev.assay.server.estimation;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.request.Levels;
import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ListModelEstimatesRequest;
import dev.assay.v1.ListModelEstimatesResponse;
import dev.assay.v1.ModelEstimate;
import java.util.List;
import java.util.Objects;

/** One metric of each model version, newest first. */
public final class ListModelEstimates
    implements Query<ListModelEstimatesRequest, ListModelEstimatesResponse> {
  /** The most versions of one page: each may have its scores read. */
  static final int MAX_VERSIONS = 20;

  private final Store store;
  private final SettledStates states;
  private final VersionScores scores;
  private final EstimationLimits limits;

  public ListModelEstimates(
      Store store, SettledStates states, VersionScores scores, EstimationLimits limits) {
    this.store = store;
    this.states = states;
    this.scores = scores;
    this.limits = limits;
  }

  private static String metric(ListModelEstimatesRequest request) {
    return request.getMetric().isEmpty()
        ? CompareModelVersions.DEFAULT_METRIC
        : request.getMetric();
  }

  @Override
  public void validate(ListModelEstimatesRequest request, Violations violations) {
    Levels.check(request.getLevelsList(), violations);
    AskedMetric asked =
        AskedMetric.checked(
            metric(request),
            request.getClassName(),
            request.getAverage(),
            request.getBeta(),
            request.getCostsList(),
            violations);
    if (asked != null) {
      CompareModelVersions.checkOneNumber(asked, violations);
    }
  }

  @Override
  public ListModelEstimatesResponse answer(ListModelEstimatesRequest request) {
    int size = request.getPageSize();
    Page page =
        Page.of(
            request.toBuilder()
                .setPageSize(size == 0 ? MAX_VERSIONS : Math.min(size, MAX_VERSIONS))
                .build());
    return store.read(tables -> list(tables, request, page));
  }

  private ListModelEstimatesResponse list(
      Tables tables, ListModelEstimatesRequest request, Page page) {
    ProjectRow project = Projects.require(tables, request.getProject());
    LabelSpace.of(project.definition()).require(Use.MODEL_METRICS);
    AskedMetric asked =
        AskedMetric.of(
            metric(request),
            request.getClassName(),
            request.getAverage(),
            request.getBeta(),
            request.getCostsList());
    asked.require(project);
    SettledState state = states.get(tables, project);
    RowBuilder builder = new RowBuilder(limits, request.getLevelsList());
    ProgressRow progress = tables.progress().get(project.projectId());
    ListModelEstimatesResponse.Builder response = ListModelEstimatesResponse.newBuilder();
    String next =
        page.fill(
            (from, limit) ->
                tables
                    .scores()
                    .latest(project.projectId(), from.afterNumber(Long.MAX_VALUE), limit),
            row -> message(tables, project, state, row, progress, asked, builder),
            response::addVersions,
            row -> Long.toString(row.scoreSetId()));
    return response.setNextPageToken(next).build();
  }

  private ModelEstimate message(
      Tables tables,
      ProjectRow project,
      SettledState state,
      ScoreSetRow latest,
      ProgressRow progress,
      AskedMetric asked,
      RowBuilder builder) {
    JudgedRounds rounds = JudgedRounds.of(tables, project, state, latest.modelVersion(), scores);
    List<StatedRow> rows = new MetricRows(asked, project, builder).of(rounds);
    List<ScoreSetRow> revisions =
        tables.scores().revisions(project.projectId(), latest.modelVersion());
    return ModelEstimate.newBuilder()
        .setModelVersion(latest.modelVersion())
        .setPublishTime(Timestamps.fromMillis(revisions.get(0).publishedMillis()))
        .setCurrent(Objects.equals(progress.scoreSetId(), latest.scoreSetId()))
        .setEstimate(rows.get(0).estimate().at(state))
        .build();
  }
}
