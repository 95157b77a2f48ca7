package dev.assay.server.annotator;

import dev.assay.server.request.Page;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ListAnnotatorsRequest;
import dev.assay.v1.ListAnnotatorsResponse;
import java.util.List;

/** Reads the annotators of a project in the order of their ids. */
public final class ListAnnotators implements Query<ListAnnotatorsRequest, ListAnnotatorsResponse> {
  private final Store store;

  public ListAnnotators(Store store) {
    this.store = store;
  }

  @Override
  public void validate(ListAnnotatorsRequest request, Violations violations) {
    ProjectNames.check(request.getProject(), "project", violations);
    Page.check(request.getPageSize(), violations);
  }

  @Override
  public ListAnnotatorsResponse answer(ListAnnotatorsRequest request) {
    Page page =
        Page.of(
            request.getPageSize(),
            request.getPageToken(),
            "ListAnnotators",
            request.toBuilder().clearPageSize().clearPageToken().build());
    return store.read(tables -> list(tables, request, page));
  }

  private static ListAnnotatorsResponse list(
      Tables tables, ListAnnotatorsRequest request, Page page) {
    ProjectRow project = Projects.require(tables, request.getProject());
    List<AnnotatorRow> rows =
        tables.annotators().list(project.projectId(), page.after(), page.size() + 1);
    ListAnnotatorsResponse.Builder response = ListAnnotatorsResponse.newBuilder();
    rows.stream()
        .limit(page.size())
        .forEach(row -> response.addAnnotators(AnnotatorView.of(project, row)));
    if (rows.size() > page.size()) {
      response.setNextPageToken(page.next(rows.get(page.size() - 1).annotatorId()));
    }
    return response.build();
  }
}
