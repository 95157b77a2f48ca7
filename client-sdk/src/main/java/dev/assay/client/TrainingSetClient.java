package dev.assay.client;

import dev.assay.v1.AdvanceAdaptiveSamplingRequest;
import dev.assay.v1.AdvanceAdaptiveSamplingResponse;
import dev.assay.v1.BuildTrainingSetRequest;
import dev.assay.v1.BuildTrainingSetResponse;
import dev.assay.v1.ExportTrainingSetRequest;
import dev.assay.v1.ExportTrainingSetResponse;
import dev.assay.v1.ListTrainingSetMethodsRequest;
import dev.assay.v1.ListTrainingSetMethodsResponse;
import dev.assay.v1.TrainingExample;
import dev.assay.v1.TrainingSetServiceGrpc;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Reads what to train on: {@link AssayClient#trainingSets()}. Thread-safe.
 *
 * <pre>{@code
 * try (Export<TrainingExample> examples = client.trainingSets().exportTrainingSet(project)) {
 *   for (TrainingExample example : examples) {
 *     trainer.add(features(example.getItemId()), example.getVerdict().getClassNames(0), example.getWeight());
 *   }
 * }
 * }</pre>
 */
public final class TrainingSetClient {
  private final Rpc rpc;

  TrainingSetClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Streams the settled items in the order in which they were settled.
   *
   * @param project the project
   * @return the examples, to be closed. An unknown project is reported when the first one is read
   */
  public Export<TrainingExample> exportTrainingSet(ProjectName project) {
    return Export.open(
        rpc,
        TrainingSetServiceGrpc.getExportTrainingSetMethod(),
        request(project),
        ExportTrainingSetResponse::getExamplesList);
  }

  /**
   * As {@link #exportTrainingSet}, on a thread of the client's executor.
   *
   * @param project the project
   * @param consumer takes each example; while it works, the server waits
   * @return the number of examples, when all were taken
   */
  public CompletableFuture<Long> exportTrainingSetAsync(
      ProjectName project, Consumer<? super TrainingExample> consumer) {
    return AsyncExport.start(
        rpc,
        TrainingSetServiceGrpc.getExportTrainingSetMethod(),
        request(project),
        ExportTrainingSetResponse::getExamplesList,
        consumer);
  }

  /**
   * Streams a manifest of what to train on: up to 1,000 rows in a message, the header in the first.
   * Keep it with the model that is trained on it: the server does not.
   *
   * @param request project, seed, split, compression and balance
   * @return the messages, to be closed. What is refused is reported when the first one is read
   */
  public Export<BuildTrainingSetResponse> buildTrainingSet(BuildTrainingSetRequest request) {
    return Export.open(rpc, TrainingSetServiceGrpc.getBuildTrainingSetMethod(), request, List::of);
  }

  /**
   * As {@link #buildTrainingSet}, on a thread of the client's executor.
   *
   * @param request project, seed, split, compression and balance
   * @param consumer takes each message; while it works, the server waits
   * @return the number of messages, when all were taken
   */
  public CompletableFuture<Long> buildTrainingSetAsync(
      BuildTrainingSetRequest request, Consumer<? super BuildTrainingSetResponse> consumer) {
    return AsyncExport.start(
        rpc, TrainingSetServiceGrpc.getBuildTrainingSetMethod(), request, List::of, consumer);
  }

  /** Lists the methods of compression and of balance. */
  public ListTrainingSetMethodsResponse listTrainingSetMethods() {
    return rpc.call(
        TrainingSetServiceGrpc.getListTrainingSetMethodsMethod(),
        ListTrainingSetMethodsRequest.getDefaultInstance());
  }

  /** As {@link #listTrainingSetMethods}, without waiting. */
  public CompletableFuture<ListTrainingSetMethodsResponse> listTrainingSetMethodsAsync() {
    return rpc.callAsync(
        TrainingSetServiceGrpc.getListTrainingSetMethodsMethod(),
        ListTrainingSetMethodsRequest.getDefaultInstance());
  }

  /**
   * Says how much of each class an adaptive compression keeps next.
   *
   * @param request the state that the last answer gave, none at first, and the accuracies of the
   *     model trained by it
   */
  public AdvanceAdaptiveSamplingResponse advanceAdaptiveSampling(
      AdvanceAdaptiveSamplingRequest request) {
    return rpc.call(TrainingSetServiceGrpc.getAdvanceAdaptiveSamplingMethod(), request);
  }

  /**
   * As {@link #advanceAdaptiveSampling}, without waiting.
   *
   * @param request the state that the last answer gave, and the accuracies
   */
  public CompletableFuture<AdvanceAdaptiveSamplingResponse> advanceAdaptiveSamplingAsync(
      AdvanceAdaptiveSamplingRequest request) {
    return rpc.callAsync(TrainingSetServiceGrpc.getAdvanceAdaptiveSamplingMethod(), request);
  }

  private static ExportTrainingSetRequest request(ProjectName project) {
    return ExportTrainingSetRequest.newBuilder().setProject(project.toString()).build();
  }
}
