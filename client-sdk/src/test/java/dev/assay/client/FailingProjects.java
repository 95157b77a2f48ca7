package dev.assay.client;

import dev.assay.v1.GetProjectRequest;
import dev.assay.v1.GetProjectResponse;
import dev.assay.v1.ProjectServiceGrpc;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/** Fails every read in the same way. */
final class FailingProjects extends ProjectServiceGrpc.ProjectServiceImplBase {
  private final StatusRuntimeException failure;

  private FailingProjects(StatusRuntimeException failure) {
    this.failure = failure;
  }

  static FailingProjects with(StatusRuntimeException failure) {
    return new FailingProjects(failure);
  }

  @Override
  public void getProject(GetProjectRequest request, StreamObserver<GetProjectResponse> observer) {
    observer.onError(failure);
  }
}
