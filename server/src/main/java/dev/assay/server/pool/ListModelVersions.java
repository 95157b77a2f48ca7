package dev.assay.server.pool;

import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ListModelVersionsRequest;
import dev.assay.v1.ListModelVersionsResponse;

/** ListModelVersions: the score sets of a project, newest first. */
public final class ListModelVersions
    implements Query<ListModelVersionsRequest, ListModelVersionsResponse> {
  private final Store store;

  public ListModelVersions(Store store) {
    this.store = store;
  }

  @Override
  public ListModelVersionsResponse answer(ListModelVersionsRequest request) {
    Page page = Page.of(request);
    return store.read(tables -> list(tables, request.getProject(), page));
  }

  private static ListModelVersionsResponse list(Tables tables, String project, Page page) {
    long projectId = Projects.require(tables, project).projectId();
    ProgressRow progress = tables.progress().get(projectId);
    ListModelVersionsResponse.Builder response = ListModelVersionsResponse.newBuilder();
    String next =
        page.fill(
            (from, limit) ->
                tables.scores().latest(projectId, from.afterNumber(Long.MAX_VALUE), limit),
            row -> ModelVersions.message(tables, row, progress),
            response::addModelVersions,
            row -> Long.toString(row.scoreSetId()));
    return response.setNextPageToken(next).build();
  }
}
