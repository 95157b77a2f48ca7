package dev.assay.client;

import dev.assay.v1.Assignment;
import dev.assay.v1.Label;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.ListLabelsResponse;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.ReplaceLabelResponse;
import dev.assay.v1.SubmitLabelsRequest;
import dev.assay.v1.SubmitLabelsResponse;
import dev.assay.v1.WithdrawLabelRequest;
import dev.assay.v1.WithdrawLabelResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Hands in the annotators' answers: {@link AssayClient#labels()}. Thread-safe.
 *
 * <pre>{@code
 * List<LabelSubmission> answers =
 *     batch.getAssignmentsList().stream().map(a -> LabelClient.answer(a, ask(a.getItemId()))).toList();
 * client.labels().submitLabels(project, "annotator-7", answers);
 * }</pre>
 */
public final class LabelClient {
  private final Rpc rpc;

  LabelClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Makes the answer to an assignment.
   *
   * @param assignment what was asked
   * @param classNames the classes chosen: one for binary and multiclass schemas, any number for
   *     multi-label schemas
   * @return the answer, for {@link #submitLabels(ProjectName, String, Iterable)}
   */
  public static LabelSubmission answer(Assignment assignment, String... classNames) {
    return LabelSubmission.newBuilder()
        .setToken(assignment.getToken())
        .setValue(LabelValue.newBuilder().addAllClassNames(List.of(classNames)))
        .build();
  }

  /**
   * Stores votes and charges them for their holds: all of them, or none where one cannot be taken.
   *
   * @param project the project
   * @param annotatorId whom the assignments were leased to
   * @param labels the answers: 1 to 500
   * @return how each label was taken, in their order
   * @throws InvalidRequestException if a class is unknown, or a token stands twice
   * @throws NotFoundException if there is no such project or assignment
   * @throws AlreadyExistsException if an assignment has its label
   * @throws FailedPreconditionException if an assignment was returned before
   */
  public SubmitLabelsResponse submitLabels(
      ProjectName project, String annotatorId, Iterable<LabelSubmission> labels) {
    return submitLabels(
        SubmitLabelsRequest.newBuilder()
            .setProject(project.toString())
            .setAnnotatorId(annotatorId)
            .addAllLabels(labels)
            .build());
  }

  /**
   * Stores votes and charges them for their holds.
   *
   * @param request the request; an empty request id is filled in
   * @return how each label was taken, in their order
   */
  public SubmitLabelsResponse submitLabels(SubmitLabelsRequest request) {
    return rpc.call(LabelServiceGrpc.getSubmitLabelsMethod(), request);
  }

  /**
   * As {@link #submitLabels(SubmitLabelsRequest)}, without waiting.
   *
   * @param request the request
   * @return how each label was taken, in their order
   */
  public CompletableFuture<SubmitLabelsResponse> submitLabelsAsync(SubmitLabelsRequest request) {
    return rpc.callAsync(LabelServiceGrpc.getSubmitLabelsMethod(), request);
  }

  /**
   * Changes the answer of a vote that was taken; the charge stays as it is.
   *
   * @param request the request; an empty request id is filled in
   * @return the vote as it is now
   * @throws NotFoundException if there is no such project or assignment, or no label that stands
   */
  public ReplaceLabelResponse replaceLabel(ReplaceLabelRequest request) {
    return rpc.call(LabelServiceGrpc.getReplaceLabelMethod(), request);
  }

  /**
   * As {@link #replaceLabel}, without waiting.
   *
   * @param request the request
   * @return the vote as it is now
   */
  public CompletableFuture<ReplaceLabelResponse> replaceLabelAsync(ReplaceLabelRequest request) {
    return rpc.callAsync(LabelServiceGrpc.getReplaceLabelMethod(), request);
  }

  /**
   * Takes a vote back; what it was charged stays charged.
   *
   * @param request the request; an empty request id is filled in
   * @return the vote as it is now
   * @throws NotFoundException if there is no such project or assignment, or no label that stands
   */
  public WithdrawLabelResponse withdrawLabel(WithdrawLabelRequest request) {
    return rpc.call(LabelServiceGrpc.getWithdrawLabelMethod(), request);
  }

  /**
   * As {@link #withdrawLabel}, without waiting.
   *
   * @param request the request
   * @return the vote as it is now
   */
  public CompletableFuture<WithdrawLabelResponse> withdrawLabelAsync(WithdrawLabelRequest request) {
    return rpc.callAsync(LabelServiceGrpc.getWithdrawLabelMethod(), request);
  }

  /**
   * Reads all votes of a project in the order in which they came.
   *
   * @param project the project
   * @return the votes
   */
  public Paged<Label> listLabels(ProjectName project) {
    return listLabels(ListLabelsRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Reads votes in the order in which they came.
   *
   * @param request says which, and the size of the pages
   * @return the votes from the request's page on
   */
  public Paged<Label> listLabels(ListLabelsRequest request) {
    return rpc.paged(
        LabelServiceGrpc.getListLabelsMethod(), request, ListLabelsResponse::getLabelsList);
  }

  /**
   * Reads one page of votes.
   *
   * @param request the request
   * @return the page
   */
  public ListLabelsResponse listLabelsPage(ListLabelsRequest request) {
    return rpc.call(LabelServiceGrpc.getListLabelsMethod(), request);
  }

  /**
   * As {@link #listLabelsPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListLabelsResponse> listLabelsPageAsync(ListLabelsRequest request) {
    return rpc.callAsync(LabelServiceGrpc.getListLabelsMethod(), request);
  }
}
