package dev.assay.client;

import com.google.protobuf.FieldMask;
import dev.assay.v1.AgreementGrouping;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorServiceGrpc;
import dev.assay.v1.GetAgreementRequest;
import dev.assay.v1.GetAgreementResponse;
import dev.assay.v1.GetAnnotatorRequest;
import dev.assay.v1.GetAnnotatorResponse;
import dev.assay.v1.GetScorecardRequest;
import dev.assay.v1.GetScorecardResponse;
import dev.assay.v1.ListAnnotatorsRequest;
import dev.assay.v1.ListAnnotatorsResponse;
import dev.assay.v1.RegisterAnnotatorRequest;
import dev.assay.v1.RegisterAnnotatorResponse;
import dev.assay.v1.ReinstateAnnotatorRequest;
import dev.assay.v1.ReinstateAnnotatorResponse;
import dev.assay.v1.Scorecard;
import dev.assay.v1.SuspendAnnotatorRequest;
import dev.assay.v1.SuspendAnnotatorResponse;
import dev.assay.v1.UpdateAnnotatorRequest;
import dev.assay.v1.UpdateAnnotatorResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Says who works on a project, on which terms and how well: {@link AssayClient#annotators()}. For
 * the project's owner: the answers tell of gold checks. Thread-safe.
 *
 * <pre>{@code
 * client.annotators().registerAnnotator(
 *     project,
 *     Annotator.newBuilder().setAnnotatorId("ann-7").setPriceMicros(60_000).build());
 * }</pre>
 */
public final class AnnotatorClient {
  private final Rpc rpc;

  AnnotatorClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Makes an annotator known.
   *
   * @param project the project
   * @param annotator the id and the terms
   * @return the annotator as stored
   * @throws AlreadyExistsException if the annotator is registered
   */
  public Annotator registerAnnotator(ProjectName project, Annotator annotator) {
    return registerAnnotator(
        RegisterAnnotatorRequest.newBuilder()
            .setProject(project.toString())
            .setAnnotator(annotator)
            .build());
  }

  /**
   * Makes an annotator known.
   *
   * @param request the request; an empty request id is filled in
   * @return the annotator as stored
   */
  public Annotator registerAnnotator(RegisterAnnotatorRequest request) {
    return rpc.call(AnnotatorServiceGrpc.getRegisterAnnotatorMethod(), request).getAnnotator();
  }

  /**
   * As {@link #registerAnnotator(RegisterAnnotatorRequest)}, without waiting.
   *
   * @param request the request
   * @return the annotator as stored
   */
  public CompletableFuture<Annotator> registerAnnotatorAsync(RegisterAnnotatorRequest request) {
    return rpc.callAsync(
        AnnotatorServiceGrpc.getRegisterAnnotatorMethod(),
        request,
        RegisterAnnotatorResponse::getAnnotator);
  }

  /**
   * Changes the terms of an annotator.
   *
   * @param project the project
   * @param annotator the id and the new values; an etag that is set must be the stored one
   * @param paths the fields to change: {@code roles}, {@code price_micros}, {@code daily_limit},
   *     {@code tags}, {@code item_limit}
   * @return the annotator after the change
   * @throws NotFoundException if the annotator is not known
   * @throws ConflictException if the etag is not the stored one
   */
  public Annotator updateAnnotator(ProjectName project, Annotator annotator, String... paths) {
    return updateAnnotator(
        UpdateAnnotatorRequest.newBuilder()
            .setProject(project.toString())
            .setAnnotator(annotator)
            .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
            .build());
  }

  /**
   * Changes the terms of an annotator.
   *
   * @param request the request; an empty request id is filled in
   * @return the annotator after the change
   */
  public Annotator updateAnnotator(UpdateAnnotatorRequest request) {
    return rpc.call(AnnotatorServiceGrpc.getUpdateAnnotatorMethod(), request).getAnnotator();
  }

  /**
   * As {@link #updateAnnotator(UpdateAnnotatorRequest)}, without waiting.
   *
   * @param request the request
   * @return the annotator after the change
   */
  public CompletableFuture<Annotator> updateAnnotatorAsync(UpdateAnnotatorRequest request) {
    return rpc.callAsync(
        AnnotatorServiceGrpc.getUpdateAnnotatorMethod(),
        request,
        UpdateAnnotatorResponse::getAnnotator);
  }

  /**
   * Reads one annotator.
   *
   * @param project the project
   * @param annotatorId the platform's id
   * @return the annotator
   * @throws NotFoundException if the annotator is not known
   */
  public Annotator getAnnotator(ProjectName project, String annotatorId) {
    return rpc.call(AnnotatorServiceGrpc.getGetAnnotatorMethod(), get(project, annotatorId))
        .getAnnotator();
  }

  /**
   * As {@link #getAnnotator}, without waiting.
   *
   * @param project the project
   * @param annotatorId the platform's id
   * @return the annotator
   */
  public CompletableFuture<Annotator> getAnnotatorAsync(ProjectName project, String annotatorId) {
    return rpc.callAsync(
        AnnotatorServiceGrpc.getGetAnnotatorMethod(),
        get(project, annotatorId),
        GetAnnotatorResponse::getAnnotator);
  }

  /**
   * Reads all annotators in the order of their ids.
   *
   * @param project the project
   * @return the annotators
   */
  public Paged<Annotator> listAnnotators(ProjectName project) {
    return listAnnotators(
        ListAnnotatorsRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Reads annotators in the order of their ids.
   *
   * @param request says which, and the size of the pages
   * @return the annotators from the request's page on
   */
  public Paged<Annotator> listAnnotators(ListAnnotatorsRequest request) {
    return rpc.paged(
        AnnotatorServiceGrpc.getListAnnotatorsMethod(),
        request,
        ListAnnotatorsResponse::getAnnotatorsList);
  }

  /**
   * Reads one page of annotators.
   *
   * @param request the request
   * @return the page
   */
  public ListAnnotatorsResponse listAnnotatorsPage(ListAnnotatorsRequest request) {
    return rpc.call(AnnotatorServiceGrpc.getListAnnotatorsMethod(), request);
  }

  /**
   * As {@link #listAnnotatorsPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListAnnotatorsResponse> listAnnotatorsPageAsync(
      ListAnnotatorsRequest request) {
    return rpc.callAsync(AnnotatorServiceGrpc.getListAnnotatorsMethod(), request);
  }

  /**
   * Says how an annotator works.
   *
   * @param project the project
   * @param annotatorId the platform's id, registered or not
   * @return the scorecard
   */
  public Scorecard getScorecard(ProjectName project, String annotatorId) {
    return rpc.call(AnnotatorServiceGrpc.getGetScorecardMethod(), scorecard(project, annotatorId))
        .getScorecard();
  }

  /**
   * As {@link #getScorecard}, without waiting.
   *
   * @param project the project
   * @param annotatorId the platform's id, registered or not
   * @return the scorecard
   */
  public CompletableFuture<Scorecard> getScorecardAsync(ProjectName project, String annotatorId) {
    return rpc.callAsync(
        AnnotatorServiceGrpc.getGetScorecardMethod(),
        scorecard(project, annotatorId),
        GetScorecardResponse::getScorecard);
  }

  /**
   * Says how far annotators agree beyond chance, by every coefficient that the grouping has.
   *
   * @param project the project
   * @param grouping the project as a whole, its strata, or pairs of annotators
   * @return the coefficients with their intervals
   * @throws FailedPreconditionException if labels are of several classes, or the project is too
   *     large for the resamples asked for
   */
  public GetAgreementResponse getAgreement(ProjectName project, AgreementGrouping grouping) {
    return getAgreement(
        GetAgreementRequest.newBuilder()
            .setProject(project.toString())
            .setGrouping(grouping)
            .build());
  }

  /**
   * Says how far annotators agree beyond chance.
   *
   * @param request the request
   * @return the coefficients with their intervals
   * @throws FailedPreconditionException if labels are of several classes, or the project is too
   *     large for the resamples asked for
   */
  public GetAgreementResponse getAgreement(GetAgreementRequest request) {
    return rpc.call(AnnotatorServiceGrpc.getGetAgreementMethod(), request);
  }

  /**
   * As {@link #getAgreement(GetAgreementRequest)}, without waiting.
   *
   * @param request the request
   * @return the coefficients with their intervals
   */
  public CompletableFuture<GetAgreementResponse> getAgreementAsync(GetAgreementRequest request) {
    return rpc.callAsync(AnnotatorServiceGrpc.getGetAgreementMethod(), request);
  }

  /**
   * Gives an annotator no more work.
   *
   * @param project the project
   * @param annotatorId the platform's id, registered or not
   * @param reason why, for the audit log; may be empty
   * @return the annotator after the change
   */
  public Annotator suspendAnnotator(ProjectName project, String annotatorId, String reason) {
    return suspendAnnotator(
        SuspendAnnotatorRequest.newBuilder()
            .setProject(project.toString())
            .setAnnotatorId(annotatorId)
            .setReason(reason)
            .build());
  }

  /**
   * Gives an annotator no more work.
   *
   * @param request the request; an empty request id is filled in
   * @return the annotator after the change
   * @throws ConflictException if the request has an etag that is not the stored one
   */
  public Annotator suspendAnnotator(SuspendAnnotatorRequest request) {
    return rpc.call(AnnotatorServiceGrpc.getSuspendAnnotatorMethod(), request).getAnnotator();
  }

  /**
   * As {@link #suspendAnnotator(SuspendAnnotatorRequest)}, without waiting.
   *
   * @param request the request
   * @return the annotator after the change
   */
  public CompletableFuture<Annotator> suspendAnnotatorAsync(SuspendAnnotatorRequest request) {
    return rpc.callAsync(
        AnnotatorServiceGrpc.getSuspendAnnotatorMethod(),
        request,
        SuspendAnnotatorResponse::getAnnotator);
  }

  /**
   * Lets a suspended annotator work again, on probation.
   *
   * @param project the project
   * @param annotatorId the platform's id
   * @param reason why, for the audit log; may be empty
   * @return the annotator after the change
   * @throws FailedPreconditionException if the annotator is not suspended
   */
  public Annotator reinstateAnnotator(ProjectName project, String annotatorId, String reason) {
    return reinstateAnnotator(
        ReinstateAnnotatorRequest.newBuilder()
            .setProject(project.toString())
            .setAnnotatorId(annotatorId)
            .setReason(reason)
            .build());
  }

  /**
   * Lets a suspended annotator work again, on probation.
   *
   * @param request the request; an empty request id is filled in
   * @return the annotator after the change
   * @throws ConflictException if the request has an etag that is not the stored one
   */
  public Annotator reinstateAnnotator(ReinstateAnnotatorRequest request) {
    return rpc.call(AnnotatorServiceGrpc.getReinstateAnnotatorMethod(), request).getAnnotator();
  }

  /**
   * As {@link #reinstateAnnotator(ReinstateAnnotatorRequest)}, without waiting.
   *
   * @param request the request
   * @return the annotator after the change
   */
  public CompletableFuture<Annotator> reinstateAnnotatorAsync(ReinstateAnnotatorRequest request) {
    return rpc.callAsync(
        AnnotatorServiceGrpc.getReinstateAnnotatorMethod(),
        request,
        ReinstateAnnotatorResponse::getAnnotator);
  }

  private static GetAnnotatorRequest get(ProjectName project, String annotatorId) {
    return GetAnnotatorRequest.newBuilder()
        .setProject(project.toString())
        .setAnnotatorId(annotatorId)
        .build();
  }

  private static GetScorecardRequest scorecard(ProjectName project, String annotatorId) {
    return GetScorecardRequest.newBuilder()
        .setProject(project.toString())
        .setAnnotatorId(annotatorId)
        .build();
  }
}
