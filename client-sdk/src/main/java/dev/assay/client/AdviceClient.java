package dev.assay.client;

import dev.assay.v1.AdviceServiceGrpc;
import dev.assay.v1.ExplainEstimateRequest;
import dev.assay.v1.ExplainEstimateResponse;
import dev.assay.v1.GetAdviceRequest;
import dev.assay.v1.GetAdviceResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Says what to do next, and what an estimate is made of: {@link AssayClient#advice()}. Thread-safe.
 *
 * <pre>{@code
 * client.advice().getAdvice(project).getAdviceList().forEach(one -> System.out.println(one.getDescription()));
 * try (Export<ExplainEstimateResponse> parts = client.advice().explainEstimate(project)) {
 *   for (ExplainEstimateResponse part : parts) {
 *     part.getLabelsList().forEach(label -> System.out.println(label.getItemId() + " " + label.getContribution()));
 *   }
 * }
 * }</pre>
 */
public final class AdviceClient {
  private final Rpc rpc;

  AdviceClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Asks what the present facts of a project speak for, held against the default thresholds.
   *
   * @param project the project
   * @return whether to go on and what to change, each with its figures
   * @throws NotFoundException if there is no such project
   * @throws FailedPreconditionException if the label schema has no estimate of accuracy
   */
  public GetAdviceResponse getAdvice(ProjectName project) {
    return getAdvice(GetAdviceRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Asks what the present facts of a project speak for.
   *
   * @param request the request
   * @return whether to go on and what to change, each with its figures
   */
  public GetAdviceResponse getAdvice(GetAdviceRequest request) {
    return rpc.call(AdviceServiceGrpc.getGetAdviceMethod(), request);
  }

  /**
   * As {@link #getAdvice(GetAdviceRequest)}, without waiting.
   *
   * @param request the request
   * @return whether to go on and what to change, each with its figures
   */
  public CompletableFuture<GetAdviceResponse> getAdviceAsync(GetAdviceRequest request) {
    return rpc.callAsync(AdviceServiceGrpc.getGetAdviceMethod(), request);
  }

  /**
   * Streams what the estimated accuracy of the current model version is made of.
   *
   * @param project the project
   * @return the summary in the first part, the labels in those that follow; to be closed. An
   *     unknown project is reported when the first one is read
   */
  public Export<ExplainEstimateResponse> explainEstimate(ProjectName project) {
    return explainEstimate(
        ExplainEstimateRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Streams what the estimated accuracy of a model version is made of.
   *
   * @param request the request
   * @return the summary in the first part, the labels in those that follow; to be closed
   */
  public Export<ExplainEstimateResponse> explainEstimate(ExplainEstimateRequest request) {
    return Export.open(rpc, AdviceServiceGrpc.getExplainEstimateMethod(), request, List::of);
  }

  /**
   * As {@link #explainEstimate(ExplainEstimateRequest)}, on a thread of the client's executor.
   *
   * @param request the request
   * @param consumer takes each part; while it works, the server waits
   * @return the number of parts, when all were taken
   */
  public CompletableFuture<Long> explainEstimateAsync(
      ExplainEstimateRequest request, Consumer<? super ExplainEstimateResponse> consumer) {
    return AsyncExport.start(
        rpc, AdviceServiceGrpc.getExplainEstimateMethod(), request, List::of, consumer);
  }
}
