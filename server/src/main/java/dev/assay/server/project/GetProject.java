package dev.assay.server.project;

import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.Store;
import dev.assay.v1.GetProjectRequest;
import dev.assay.v1.GetProjectResponse;

/** Reads one project. */
public final class GetProject implements Query<GetProjectRequest, GetProjectResponse> {
  private final Store store;

  public GetProject(Store store) {
    this.store = store;
  }

  @Override
  public GetProjectResponse answer(GetProjectRequest request) {
    return store.read(
        tables ->
            GetProjectResponse.newBuilder()
                .setProject(Projects.require(tables, request.getName()).definition())
                .build());
  }
}
