package dev.assay.client;

import dev.assay.v1.ExportTrainingSetRequest;
import dev.assay.v1.ExportTrainingSetResponse;
import dev.assay.v1.TrainingExample;
import dev.assay.v1.TrainingSetServiceGrpc;
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

  private static ExportTrainingSetRequest request(ProjectName project) {
    return ExportTrainingSetRequest.newBuilder().setProject(project.toString()).build();
  }
}
