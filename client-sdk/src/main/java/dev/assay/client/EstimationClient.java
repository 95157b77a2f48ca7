package dev.assay.client;

import dev.assay.v1.CompareModelVersionsRequest;
import dev.assay.v1.CompareModelVersionsResponse;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateAccuracyResponse;
import dev.assay.v1.EstimateGainRequest;
import dev.assay.v1.EstimateGainResponse;
import dev.assay.v1.EstimateMetricRequest;
import dev.assay.v1.EstimateMetricResponse;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.EstimatePrevalenceResponse;
import dev.assay.v1.EstimationServiceGrpc;
import dev.assay.v1.GetEstimateRequest;
import dev.assay.v1.GetEstimateResponse;
import dev.assay.v1.ListModelEstimatesRequest;
import dev.assay.v1.ListModelEstimatesResponse;
import dev.assay.v1.ModelEstimate;
import java.util.concurrent.CompletableFuture;

/**
 * Asks what the labels bought have taught: {@link AssayClient#estimation()}. Thread-safe.
 *
 * <pre>{@code
 * Estimate accuracy = client.estimation().estimateAccuracy(project).getAccuracy();
 * if (accuracy.hasWithheld()) {
 *   System.out.println(accuracy.getWithheld().getDescription());
 * } else {
 *   ConfidenceInterval interval = accuracy.getValue().getIntervals(0);
 *   System.out.printf("%.3f [%.3f, %.3f]%n", accuracy.getValue().getPoint(), interval.getLow(), interval.getHigh());
 * }
 * }</pre>
 */
public final class EstimationClient {
  private final Rpc rpc;

  EstimationClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Estimates the accuracy of the current model version, with 90 and 95 % intervals, from all
   * draws.
   *
   * @param project the project
   * @return the estimate, or why it is withheld
   * @throws NotFoundException if there is no such project
   * @throws FailedPreconditionException if the label schema has no such estimate
   */
  public EstimateAccuracyResponse estimateAccuracy(ProjectName project) {
    return estimateAccuracy(
        EstimateAccuracyRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Estimates the accuracy of a model version.
   *
   * @param request the request
   * @return the estimate, or why it is withheld
   * @throws NotFoundException if there is no such project or model version
   */
  public EstimateAccuracyResponse estimateAccuracy(EstimateAccuracyRequest request) {
    return rpc.call(EstimationServiceGrpc.getEstimateAccuracyMethod(), request);
  }

  /**
   * As {@link #estimateAccuracy(EstimateAccuracyRequest)}, without waiting.
   *
   * @param request the request
   * @return the estimate, or why it is withheld
   */
  public CompletableFuture<EstimateAccuracyResponse> estimateAccuracyAsync(
      EstimateAccuracyRequest request) {
    return rpc.callAsync(EstimationServiceGrpc.getEstimateAccuracyMethod(), request);
  }

  /**
   * Estimates the share of each class in the pool, with 90 and 95 % intervals, from all draws.
   *
   * @param project the project
   * @return an estimate for each class in the order of the label schema
   * @throws NotFoundException if there is no such project
   */
  public EstimatePrevalenceResponse estimatePrevalence(ProjectName project) {
    return estimatePrevalence(
        EstimatePrevalenceRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Estimates the share of each class in the pool.
   *
   * @param request the request
   * @return an estimate for each class in the order of the label schema
   */
  public EstimatePrevalenceResponse estimatePrevalence(EstimatePrevalenceRequest request) {
    return rpc.call(EstimationServiceGrpc.getEstimatePrevalenceMethod(), request);
  }

  /**
   * As {@link #estimatePrevalence(EstimatePrevalenceRequest)}, without waiting.
   *
   * @param request the request
   * @return an estimate for each class in the order of the label schema
   */
  public CompletableFuture<EstimatePrevalenceResponse> estimatePrevalenceAsync(
      EstimatePrevalenceRequest request) {
    return rpc.callAsync(EstimationServiceGrpc.getEstimatePrevalenceMethod(), request);
  }

  /**
   * Estimates a metric of each class for the current model version, with 90 and 95 % intervals.
   *
   * @param project the project
   * @param metric the metric's name, for example "precision"
   * @return an estimate for each class in the order of the label schema
   * @throws NotFoundException if there is no such project
   * @throws FailedPreconditionException if the label schema has no such estimate
   */
  public EstimateMetricResponse estimateMetric(ProjectName project, String metric) {
    return estimateMetric(
        EstimateMetricRequest.newBuilder()
            .setProject(project.toString())
            .setMetric(metric)
            .build());
  }

  /**
   * Estimates a metric of one class or of each.
   *
   * @param request the request
   * @return the estimates, or why they are withheld
   * @throws NotFoundException if there is no such project or model version
   */
  public EstimateMetricResponse estimateMetric(EstimateMetricRequest request) {
    return rpc.call(EstimationServiceGrpc.getEstimateMetricMethod(), request);
  }

  /**
   * As {@link #estimateMetric(EstimateMetricRequest)}, without waiting.
   *
   * @param request the request
   * @return the estimates, or why they are withheld
   */
  public CompletableFuture<EstimateMetricResponse> estimateMetricAsync(
      EstimateMetricRequest request) {
    return rpc.callAsync(EstimationServiceGrpc.getEstimateMetricMethod(), request);
  }

  /**
   * Estimates what the next labels are worth, and whether the rules of the request speak for
   * stopping.
   *
   * @param request the request
   * @return the advice, with the errors of the model versions that it rests on
   * @throws NotFoundException if there is no such project
   * @throws FailedPreconditionException if the label schema has no such estimate
   */
  public EstimateGainResponse estimateGain(EstimateGainRequest request) {
    return rpc.call(EstimationServiceGrpc.getEstimateGainMethod(), request);
  }

  /**
   * As {@link #estimateGain(EstimateGainRequest)}, without waiting.
   *
   * @param request the request
   * @return the advice, with the errors of the model versions that it rests on
   */
  public CompletableFuture<EstimateGainResponse> estimateGainAsync(EstimateGainRequest request) {
    return rpc.callAsync(EstimationServiceGrpc.getEstimateGainMethod(), request);
  }

  /**
   * Estimates a metric of the current model version, with 90 and 95 % intervals, from all labels
   * that it could not have learnt from.
   *
   * @param project the project
   * @param metric the metric's name, for example "accuracy" or "roc-auc"; see {@link
   *     GetEstimateRequest#getMetric}
   * @return the numbers, each with its interval or the reason why it is withheld
   * @throws NotFoundException if there is no such project
   * @throws FailedPreconditionException if the label schema has no such estimate
   */
  public GetEstimateResponse getEstimate(ProjectName project, String metric) {
    return getEstimate(
        GetEstimateRequest.newBuilder().setProject(project.toString()).setMetric(metric).build());
  }

  /**
   * Estimates a metric of a model version.
   *
   * @param request the request
   * @return the numbers, each with its interval or the reason why it is withheld
   * @throws NotFoundException if there is no such project or model version
   * @throws FailedPreconditionException if the label schema has no such estimate
   */
  public GetEstimateResponse getEstimate(GetEstimateRequest request) {
    return rpc.call(EstimationServiceGrpc.getGetEstimateMethod(), request);
  }

  /**
   * As {@link #getEstimate(GetEstimateRequest)}, without waiting.
   *
   * @param request the request
   * @return the numbers, each with its interval or the reason why it is withheld
   */
  public CompletableFuture<GetEstimateResponse> getEstimateAsync(GetEstimateRequest request) {
    return rpc.callAsync(EstimationServiceGrpc.getGetEstimateMethod(), request);
  }

  /**
   * Estimates by how much one model version is better than another, from the same labels.
   *
   * @param request the request
   * @return the difference with its interval, and how sure it is
   * @throws NotFoundException if there is no such project or model version
   * @throws FailedPreconditionException if the label schema has no such estimate
   */
  public CompareModelVersionsResponse compareModelVersions(CompareModelVersionsRequest request) {
    return rpc.call(EstimationServiceGrpc.getCompareModelVersionsMethod(), request);
  }

  /**
   * As {@link #compareModelVersions}, without waiting.
   *
   * @param request the request
   * @return the difference with its interval, and how sure it is
   */
  public CompletableFuture<CompareModelVersionsResponse> compareModelVersionsAsync(
      CompareModelVersionsRequest request) {
    return rpc.callAsync(EstimationServiceGrpc.getCompareModelVersionsMethod(), request);
  }

  /**
   * Estimates a metric of every model version, newest first.
   *
   * @param request says which, and the size of the pages
   * @return the versions from the request's page on, with their estimates
   */
  public Paged<ModelEstimate> listModelEstimates(ListModelEstimatesRequest request) {
    return rpc.paged(
        EstimationServiceGrpc.getListModelEstimatesMethod(),
        request,
        ListModelEstimatesResponse::getVersionsList);
  }

  /**
   * Reads one page of model versions with their estimates.
   *
   * @param request the request
   * @return the page
   */
  public ListModelEstimatesResponse listModelEstimatesPage(ListModelEstimatesRequest request) {
    return rpc.call(EstimationServiceGrpc.getListModelEstimatesMethod(), request);
  }

  /**
   * As {@link #listModelEstimatesPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListModelEstimatesResponse> listModelEstimatesPageAsync(
      ListModelEstimatesRequest request) {
    return rpc.callAsync(EstimationServiceGrpc.getListModelEstimatesMethod(), request);
  }
}
