package dev.assay.client;

import dev.assay.v1.AdvanceEvaluationRequest;
import dev.assay.v1.AdvanceEvaluationResponse;
import dev.assay.v1.CancelEvaluationRequest;
import dev.assay.v1.CancelEvaluationResponse;
import dev.assay.v1.CreateEvaluationRequest;
import dev.assay.v1.CreateEvaluationResponse;
import dev.assay.v1.Evaluation;
import dev.assay.v1.EvaluationPlan;
import dev.assay.v1.EvaluationServiceGrpc;
import dev.assay.v1.GetEvaluationRequest;
import dev.assay.v1.GetEvaluationResponse;
import dev.assay.v1.ListEvaluationsRequest;
import dev.assay.v1.ListEvaluationsResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Buys labels to measure a model version with: {@link AssayClient#evaluations()}. Thread-safe.
 *
 * <pre>{@code
 * EvaluationPlan plan = EvaluationPlan.newBuilder().setHalfWidth(0.02).build();
 * EvaluationForecast forecast =
 *     client
 *         .evaluations()
 *         .createEvaluation(EvaluationClient.forecast(project, plan))
 *         .getEvaluation()
 *         .getForecast();
 * System.out.println(forecast.getLabelCount() + " labels for " + forecast.getCostMicros());
 * Evaluation evaluation = client.evaluations().createEvaluation(project, plan);
 * }</pre>
 */
public final class EvaluationClient {
  private final Rpc rpc;

  EvaluationClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * A request that only asks what an evaluation of the current model version would cost and how
   * sure it would be: {@link Evaluation#getForecast} of the answer. Nothing is drawn.
   *
   * @param project the project
   * @param plan what it is to be
   */
  public static CreateEvaluationRequest forecast(ProjectName project, EvaluationPlan plan) {
    return CreateEvaluationRequest.newBuilder()
        .setProject(project.toString())
        .setPlan(plan)
        .setValidateOnly(true)
        .build();
  }

  /**
   * Makes an evaluation of the current model version and draws its first round.
   *
   * @param project the project
   * @param plan what it is to be
   * @return the evaluation
   * @throws FailedPreconditionException if another runs, or nothing is left to draw
   */
  public Evaluation createEvaluation(ProjectName project, EvaluationPlan plan) {
    return createEvaluation(
            CreateEvaluationRequest.newBuilder()
                .setProject(project.toString())
                .setPlan(plan)
                .build())
        .getEvaluation();
  }

  /**
   * Makes an evaluation and draws its first round.
   *
   * @param request the request; an empty request id is filled in
   * @return the evaluation
   * @throws AlreadyExistsException if there is one of that id
   * @throws FailedPreconditionException if another runs, or nothing is left to draw
   */
  public CreateEvaluationResponse createEvaluation(CreateEvaluationRequest request) {
    return rpc.call(EvaluationServiceGrpc.getCreateEvaluationMethod(), request);
  }

  /**
   * As {@link #createEvaluation(CreateEvaluationRequest)}, without waiting.
   *
   * @param request the request; an empty request id is filled in
   * @return the evaluation
   */
  public CompletableFuture<CreateEvaluationResponse> createEvaluationAsync(
      CreateEvaluationRequest request) {
    return rpc.callAsync(EvaluationServiceGrpc.getCreateEvaluationMethod(), request);
  }

  /**
   * Draws the next round.
   *
   * @param project the project
   * @param evaluationId the evaluation
   * @return the evaluation
   * @throws FailedPreconditionException if it has ended or has no round left
   */
  public Evaluation advanceEvaluation(ProjectName project, String evaluationId) {
    return advanceEvaluation(
            AdvanceEvaluationRequest.newBuilder()
                .setProject(project.toString())
                .setEvaluationId(evaluationId)
                .build())
        .getEvaluation();
  }

  /**
   * Draws the next round.
   *
   * @param request the request; an empty request id is filled in
   * @return the evaluation
   */
  public AdvanceEvaluationResponse advanceEvaluation(AdvanceEvaluationRequest request) {
    return rpc.call(EvaluationServiceGrpc.getAdvanceEvaluationMethod(), request);
  }

  /**
   * As {@link #advanceEvaluation(AdvanceEvaluationRequest)}, without waiting.
   *
   * @param request the request; an empty request id is filled in
   * @return the evaluation
   */
  public CompletableFuture<AdvanceEvaluationResponse> advanceEvaluationAsync(
      AdvanceEvaluationRequest request) {
    return rpc.callAsync(EvaluationServiceGrpc.getAdvanceEvaluationMethod(), request);
  }

  /**
   * Reads an evaluation with what its labels say so far, with 90 and 95 % intervals.
   *
   * @param project the project
   * @param evaluationId the evaluation
   * @return how far it is, and its estimates
   * @throws NotFoundException if there is no such evaluation
   */
  public GetEvaluationResponse getEvaluation(ProjectName project, String evaluationId) {
    return getEvaluation(
        GetEvaluationRequest.newBuilder()
            .setProject(project.toString())
            .setEvaluationId(evaluationId)
            .build());
  }

  /**
   * Reads an evaluation with what its labels say.
   *
   * @param request the request
   * @return how far it is, and its estimates
   */
  public GetEvaluationResponse getEvaluation(GetEvaluationRequest request) {
    return rpc.call(EvaluationServiceGrpc.getGetEvaluationMethod(), request);
  }

  /**
   * As {@link #getEvaluation(GetEvaluationRequest)}, without waiting.
   *
   * @param request the request
   * @return how far it is, and its estimates
   */
  public CompletableFuture<GetEvaluationResponse> getEvaluationAsync(GetEvaluationRequest request) {
    return rpc.callAsync(EvaluationServiceGrpc.getGetEvaluationMethod(), request);
  }

  /**
   * Reads all evaluations, the newest first, without estimates.
   *
   * @param project the project
   * @return the evaluations
   */
  public Paged<Evaluation> listEvaluations(ProjectName project) {
    return listEvaluations(
        ListEvaluationsRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Reads all evaluations, the newest first, without estimates.
   *
   * @param request the request
   * @return the evaluations
   */
  public Paged<Evaluation> listEvaluations(ListEvaluationsRequest request) {
    return rpc.paged(
        EvaluationServiceGrpc.getListEvaluationsMethod(),
        request,
        ListEvaluationsResponse::getEvaluationsList);
  }

  /**
   * Reads one page of evaluations.
   *
   * @param request the request
   * @return the page
   */
  public ListEvaluationsResponse listEvaluationsPage(ListEvaluationsRequest request) {
    return rpc.call(EvaluationServiceGrpc.getListEvaluationsMethod(), request);
  }

  /**
   * As {@link #listEvaluationsPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListEvaluationsResponse> listEvaluationsPageAsync(
      ListEvaluationsRequest request) {
    return rpc.callAsync(EvaluationServiceGrpc.getListEvaluationsMethod(), request);
  }

  /**
   * Ends an evaluation.
   *
   * @param project the project
   * @param evaluationId the evaluation
   * @return the evaluation
   * @throws FailedPreconditionException if it has ended
   */
  public Evaluation cancelEvaluation(ProjectName project, String evaluationId) {
    return cancelEvaluation(
            CancelEvaluationRequest.newBuilder()
                .setProject(project.toString())
                .setEvaluationId(evaluationId)
                .build())
        .getEvaluation();
  }

  /**
   * Ends an evaluation.
   *
   * @param request the request; an empty request id is filled in
   * @return the evaluation
   */
  public CancelEvaluationResponse cancelEvaluation(CancelEvaluationRequest request) {
    return rpc.call(EvaluationServiceGrpc.getCancelEvaluationMethod(), request);
  }

  /**
   * As {@link #cancelEvaluation(CancelEvaluationRequest)}, without waiting.
   *
   * @param request the request; an empty request id is filled in
   * @return the evaluation
   */
  public CompletableFuture<CancelEvaluationResponse> cancelEvaluationAsync(
      CancelEvaluationRequest request) {
    return rpc.callAsync(EvaluationServiceGrpc.getCancelEvaluationMethod(), request);
  }
}
