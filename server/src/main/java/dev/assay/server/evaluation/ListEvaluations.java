package dev.assay.server.evaluation;

import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.Evaluation;
import dev.assay.v1.ListEvaluationsRequest;
import dev.assay.v1.ListEvaluationsResponse;

/** The evaluations of a project, the newest first. */
public final class ListEvaluations
    implements Query<ListEvaluationsRequest, ListEvaluationsResponse> {
  private final Store store;

  public ListEvaluations(Store store) {
    this.store = store;
  }

  @Override
  public ListEvaluationsResponse answer(ListEvaluationsRequest request) {
    return store.read(tables -> list(tables, request));
  }

  private static ListEvaluationsResponse list(Tables tables, ListEvaluationsRequest request) {
    ProjectRow project = Projects.require(tables, request.getProject());
    ListEvaluationsResponse.Builder response = ListEvaluationsResponse.newBuilder();
    String next =
        Page.of(request)
            .<EvaluationRow, Evaluation>fill(
                (from, limit) ->
                    tables
                        .evaluations()
                        .list(
                            project.projectId(), (int) from.afterNumber(Integer.MAX_VALUE), limit),
                row -> shown(tables, project, row),
                response::addEvaluations,
                row -> Integer.toString(row.number()));
    return response.setNextPageToken(next).build();
  }

  /** With its rounds as far as their rows tell: what became of their items would be counted. */
  private static Evaluation shown(Tables tables, ProjectRow project, EvaluationRow row) {
    Evaluation.Builder shown = EvaluationMessages.of(project, row).toBuilder();
    tables
        .evaluations()
        .rounds(project.projectId(), row.number())
        .forEach(round -> shown.addRounds(EvaluationMessages.drawn(row, round)));
    return shown.build();
  }
}
