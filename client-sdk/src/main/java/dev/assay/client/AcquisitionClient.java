package dev.assay.client;

import dev.assay.v1.AcquisitionServiceGrpc;
import dev.assay.v1.ListAssignmentsRequest;
import dev.assay.v1.ListAssignmentsResponse;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.OpenAssignment;
import dev.assay.v1.ReleaseAssignmentsRequest;
import dev.assay.v1.ReleaseAssignmentsResponse;
import dev.assay.v1.ResetReturnsRequest;
import dev.assay.v1.ResetReturnsResponse;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.ReturnAssignmentsResponse;
import dev.assay.v1.TransferAssignmentsRequest;
import dev.assay.v1.TransferAssignmentsResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Gets work for annotators: {@link AssayClient#acquisition()}. Thread-safe.
 *
 * <pre>{@code
 * NextBatchResponse batch = client.acquisition().nextBatch(project, "annotator-7", 10);
 * for (Assignment assignment : batch.getAssignmentsList()) {
 *   show(assignment.getItemId());
 * }
 * if (batch.getStopReason() == StopReason.STOP_REASON_BUDGET_EXHAUSTED) {
 *   ...
 * }
 * }</pre>
 */
public final class AcquisitionClient {
  private final Rpc rpc;

  AcquisitionClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Leases the next items to one annotator and holds their prices. A short or empty batch is not an
   * error: its stop reason says why.
   *
   * @param project the project
   * @param annotatorId the platform's own id of the annotator
   * @param maxAssignments the most assignments to lease, from 1 to 500
   * @return the batch
   * @throws NotFoundException if there is no such project
   * @throws FailedPreconditionException if the project is archived
   */
  public NextBatchResponse nextBatch(ProjectName project, String annotatorId, int maxAssignments) {
    return nextBatch(
        NextBatchRequest.newBuilder()
            .setProject(project.toString())
            .setAnnotatorId(annotatorId)
            .setMaxAssignments(maxAssignments)
            .build());
  }

  /**
   * Leases the next items to one annotator and holds their prices.
   *
   * @param request the request; an empty request id is filled in
   * @return the batch
   */
  public NextBatchResponse nextBatch(NextBatchRequest request) {
    return rpc.call(AcquisitionServiceGrpc.getNextBatchMethod(), request);
  }

  /**
   * As {@link #nextBatch(NextBatchRequest)}, without waiting.
   *
   * @param request the request
   * @return the batch
   */
  public CompletableFuture<NextBatchResponse> nextBatchAsync(NextBatchRequest request) {
    return rpc.callAsync(AcquisitionServiceGrpc.getNextBatchMethod(), request);
  }

  /**
   * Gives open assignments up: all of them, or none where one cannot be.
   *
   * @param project the project
   * @param annotatorId whom the assignments were leased to
   * @param tokens those of the assignments
   * @param reason why, for the audit log; may be empty
   * @return what was released
   * @throws NotFoundException if there is no such project or assignment
   * @throws FailedPreconditionException if an assignment has its label, was returned before or has
   *     expired
   */
  public ReturnAssignmentsResponse returnAssignments(
      ProjectName project, String annotatorId, Iterable<String> tokens, String reason) {
    return returnAssignments(
        ReturnAssignmentsRequest.newBuilder()
            .setProject(project.toString())
            .setAnnotatorId(annotatorId)
            .addAllTokens(tokens)
            .setReason(reason)
            .build());
  }

  /**
   * Gives open assignments up.
   *
   * @param request the request; an empty request id is filled in
   * @return what was released
   */
  public ReturnAssignmentsResponse returnAssignments(ReturnAssignmentsRequest request) {
    return rpc.call(AcquisitionServiceGrpc.getReturnAssignmentsMethod(), request);
  }

  /**
   * As {@link #returnAssignments(ReturnAssignmentsRequest)}, without waiting.
   *
   * @param request the request
   * @return what was released
   */
  public CompletableFuture<ReturnAssignmentsResponse> returnAssignmentsAsync(
      ReturnAssignmentsRequest request) {
    return rpc.callAsync(AcquisitionServiceGrpc.getReturnAssignmentsMethod(), request);
  }

  /**
   * Hands assignments over to another annotator: all of them, or none where one cannot be.
   *
   * @param request the request; an empty request id is filled in
   * @return an empty answer
   * @throws NotFoundException if there is no such project or assignment
   * @throws FailedPreconditionException if an assignment has its label or was returned before, or
   *     the new annotator has an open assignment or a vote on the same item
   */
  public TransferAssignmentsResponse transferAssignments(TransferAssignmentsRequest request) {
    return rpc.call(AcquisitionServiceGrpc.getTransferAssignmentsMethod(), request);
  }

  /**
   * As {@link #transferAssignments}, without waiting.
   *
   * @param request the request
   * @return an empty answer
   */
  public CompletableFuture<TransferAssignmentsResponse> transferAssignmentsAsync(
      TransferAssignmentsRequest request) {
    return rpc.callAsync(AcquisitionServiceGrpc.getTransferAssignmentsMethod(), request);
  }

  /**
   * Reads all open assignments, those that end first coming first.
   *
   * @param project the project
   * @return the assignments, without their tokens
   */
  public Paged<OpenAssignment> listAssignments(ProjectName project) {
    return listAssignments(
        ListAssignmentsRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Reads open assignments, those that end first coming first.
   *
   * @param request says which, and the size of the pages
   * @return the assignments from the request's page on
   */
  public Paged<OpenAssignment> listAssignments(ListAssignmentsRequest request) {
    return rpc.paged(
        AcquisitionServiceGrpc.getListAssignmentsMethod(),
        request,
        ListAssignmentsResponse::getAssignmentsList);
  }

  /**
   * Reads one page of open assignments.
   *
   * @param request the request
   * @return the page
   */
  public ListAssignmentsResponse listAssignmentsPage(ListAssignmentsRequest request) {
    return rpc.call(AcquisitionServiceGrpc.getListAssignmentsMethod(), request);
  }

  /**
   * As {@link #listAssignmentsPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListAssignmentsResponse> listAssignmentsPageAsync(
      ListAssignmentsRequest request) {
    return rpc.callAsync(AcquisitionServiceGrpc.getListAssignmentsMethod(), request);
  }

  /**
   * What an annotator has open, with the tokens: for whoever lost the answer of a batch.
   *
   * @param project the project
   * @param annotatorId the annotator whom it is shown to
   * @return the assignments, those that end first coming first
   */
  public Paged<OpenAssignment> listAssignments(ProjectName project, String annotatorId) {
    return listAssignments(
        ListAssignmentsRequest.newBuilder()
            .setProject(project.toString())
            .setAnnotatorId(annotatorId)
            .setShowTokens(true)
            .build());
  }

  /**
   * Ends open assignments before their time, for the project's owner.
   *
   * @param request the request; an empty request id is filled in
   * @return how many were ended, what came back, and whether to call again
   * @throws InvalidRequestException if nothing says which to end
   */
  public ReleaseAssignmentsResponse releaseAssignments(ReleaseAssignmentsRequest request) {
    return rpc.call(AcquisitionServiceGrpc.getReleaseAssignmentsMethod(), request);
  }

  /**
   * As {@link #releaseAssignments}, without waiting.
   *
   * @param request the request
   * @return how many were ended, what came back, and whether to call again
   */
  public CompletableFuture<ReleaseAssignmentsResponse> releaseAssignmentsAsync(
      ReleaseAssignmentsRequest request) {
    return rpc.callAsync(AcquisitionServiceGrpc.getReleaseAssignmentsMethod(), request);
  }

  /**
   * Lets items be offered again to those who returned them, for the project's owner.
   *
   * @param request the request; an empty request id is filled in
   * @return how many assignments were reset, and whether to call again
   */
  public ResetReturnsResponse resetReturns(ResetReturnsRequest request) {
    return rpc.call(AcquisitionServiceGrpc.getResetReturnsMethod(), request);
  }

  /**
   * As {@link #resetReturns}, without waiting.
   *
   * @param request the request
   * @return how many assignments were reset, and whether to call again
   */
  public CompletableFuture<ResetReturnsResponse> resetReturnsAsync(ResetReturnsRequest request) {
    return rpc.callAsync(AcquisitionServiceGrpc.getResetReturnsMethod(), request);
  }
}
