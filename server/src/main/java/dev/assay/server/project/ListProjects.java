package dev.assay.server.project;

import dev.assay.server.request.Page;
import dev.assay.server.request.Query;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.v1.ListProjectsRequest;
import dev.assay.v1.ListProjectsResponse;
import java.util.List;

/** Reads projects in the order of their names. */
public final class ListProjects implements Query<ListProjectsRequest, ListProjectsResponse> {
  private final Store store;

  public ListProjects(Store store) {
    this.store = store;
  }

  @Override
  public ListProjectsResponse answer(ListProjectsRequest request) {
    Page page = Page.of(request);
    List<ProjectRow> rows =
        store.read(
            tables ->
                tables.projects().list(page.after(), request.getShowArchived(), page.rowsToRead()));
    ListProjectsResponse.Builder response = ListProjectsResponse.newBuilder();
    String next = page.fill(rows, row -> response.addProjects(row.definition()), ProjectRow::name);
    return response.setNextPageToken(next).build();
  }
}
