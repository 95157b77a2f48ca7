package dev.assay.server.project;

import dev.assay.server.request.Page;
import dev.assay.server.request.Query;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.v1.ListProjectsRequest;
import dev.assay.v1.ListProjectsResponse;

/** Reads projects in the order of their names. */
public final class ListProjects implements Query<ListProjectsRequest, ListProjectsResponse> {
  private final Store store;

  public ListProjects(Store store) {
    this.store = store;
  }

  @Override
  public ListProjectsResponse answer(ListProjectsRequest request) {
    Page page = Page.of(request);
    ListProjectsResponse.Builder response = ListProjectsResponse.newBuilder();
    String next =
        store.read(
            tables ->
                page.fill(
                    (from, limit) ->
                        tables.projects().list(from.after(), request.getShowArchived(), limit),
                    ProjectRow::definition,
                    response::addProjects,
                    ProjectRow::name));
    return response.setNextPageToken(next).build();
  }
}
