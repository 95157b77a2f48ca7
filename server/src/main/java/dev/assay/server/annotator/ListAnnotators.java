package dev.assay.server.annotator;

import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ListAnnotatorsRequest;
import dev.assay.v1.ListAnnotatorsResponse;

/** Reads the annotators of a project in the order of their ids. */
public final class ListAnnotators implements Query<ListAnnotatorsRequest, ListAnnotatorsResponse> {
  private final Store store;

  public ListAnnotators(Store store) {
    this.store = store;
  }

  @Override
  public ListAnnotatorsResponse answer(ListAnnotatorsRequest request) {
    Page page = Page.of(request);
    return store.read(tables -> list(tables, request, page));
  }

  private static ListAnnotatorsResponse list(
      Tables tables, ListAnnotatorsRequest request, Page page) {
    ProjectRow project = Projects.require(tables, request.getProject());
    ListAnnotatorsResponse.Builder response = ListAnnotatorsResponse.newBuilder();
    String next =
        page.fill(
            (from, limit) -> tables.annotators().list(project.projectId(), from.after(), limit),
            row -> AnnotatorView.of(project, row),
            response::addAnnotators,
            AnnotatorRow::annotatorId);
    return response.setNextPageToken(next).build();
  }
}
