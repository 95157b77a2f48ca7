package dev.assay.server.annotator;

import dev.assay.server.failure.AnnotatorNotFound;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.GetAnnotatorRequest;
import dev.assay.v1.GetAnnotatorResponse;

/** Reads one annotator. */
public final class GetAnnotator implements Query<GetAnnotatorRequest, GetAnnotatorResponse> {
  private final Store store;

  public GetAnnotator(Store store) {
    this.store = store;
  }

  @Override
  public GetAnnotatorResponse answer(GetAnnotatorRequest request) {
    return store.read(tables -> read(tables, request));
  }

  private static GetAnnotatorResponse read(Tables tables, GetAnnotatorRequest request) {
    ProjectRow project = Projects.require(tables, request.getProject());
    AnnotatorRow row = tables.annotators().find(project.projectId(), request.getAnnotatorId());
    if (row == null) {
      throw new AnnotatorNotFound(request.getAnnotatorId());
    }
    return GetAnnotatorResponse.newBuilder().setAnnotator(AnnotatorView.of(project, row)).build();
  }
}
