package dev.assay.client;

import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.ExportItemsResponse;
import dev.assay.v1.GetItemRequest;
import dev.assay.v1.GetItemResponse;
import dev.assay.v1.GetPoolSummaryRequest;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.Item;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListItemsResponse;
import dev.assay.v1.ListModelVersionsRequest;
import dev.assay.v1.ListModelVersionsResponse;
import dev.assay.v1.ModelVersion;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.UseModelVersionRequest;
import dev.assay.v1.UseModelVersionResponse;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Fills and reads the pool: {@link AssayClient#pool()}. Thread-safe.
 *
 * <pre>{@code
 * client.pool().putItems(project, ids.stream().map(id -> Item.newBuilder().setId(id).build()));
 * client.pool().putScores(
 *     project, "round-1", Scores.ofColumns(ScoreColumns.of(ids, 10, model.predict(images))));
 * }</pre>
 *
 * <p>Uploads read their source a chunk at a time, when the server can take more, so that a source
 * of any size needs bounded memory; see {@link PutOptions}. What a source throws ends the upload
 * and comes through unchanged. An upload that broke is repaired by sending it again: items that are
 * stored already count as unchanged, and scores are seen by nobody before the whole stream has
 * arrived.
 */
public final class PoolClient {
  private final Rpc rpc;

  PoolClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Makes and changes items by the platform's ids.
   *
   * @param project the project
   * @param items read once
   * @return what was created, changed and left out
   * @throws InvalidRequestException if an item cannot be taken; what was sent before it is stored
   * @throws NotFoundException if there is no such project
   * @throws FailedPreconditionException if the project is archived
   */
  public PutItemsResponse putItems(ProjectName project, Iterable<Item> items) {
    return putItems(project, items.iterator(), PutOptions.defaults());
  }

  /**
   * As {@link #putItems(ProjectName, Iterable)}, with options.
   *
   * @param project the project
   * @param items read once
   * @param options how to run the upload
   * @return what was created, changed and left out
   */
  public PutItemsResponse putItems(ProjectName project, Iterable<Item> items, PutOptions options) {
    return putItems(project, items.iterator(), options);
  }

  /**
   * As {@link #putItems(ProjectName, Iterable)}, from a stream.
   *
   * @param project the project
   * @param items read on the calling thread, and not closed
   * @return what was created, changed and left out
   */
  public PutItemsResponse putItems(ProjectName project, Stream<Item> items) {
    return putItems(project, items.iterator(), PutOptions.defaults());
  }

  /**
   * As {@link #putItems(ProjectName, Iterable)}, from a stream, with options.
   *
   * @param project the project
   * @param items read on the calling thread, and not closed
   * @param options how to run the upload
   * @return what was created, changed and left out
   */
  public PutItemsResponse putItems(ProjectName project, Stream<Item> items, PutOptions options) {
    return putItems(project, items.iterator(), options);
  }

  /**
   * As {@link #putItems(ProjectName, Iterable)}, from an iterator, with options.
   *
   * @param project the project
   * @param items read on the calling thread
   * @param options how to run the upload
   * @return what was created, changed and left out
   */
  public PutItemsResponse putItems(ProjectName project, Iterator<Item> items, PutOptions options) {
    return upload(project, items, options).send();
  }

  /**
   * As {@link #putItems(ProjectName, Iterator, PutOptions)}, without waiting.
   *
   * @param project the project
   * @param items read on threads of the client's executor, by one at a time
   * @param options how to run the upload
   * @return what was created, changed and left out
   */
  public CompletableFuture<PutItemsResponse> putItemsAsync(
      ProjectName project, Iterator<Item> items, PutOptions options) {
    return upload(project, items, options).sendAsync();
  }

  /**
   * Publishes what a model version says about the items. Readers see the scores all at once, when
   * all have arrived.
   *
   * @param project the project
   * @param modelVersion the name of the model: 1 to 100 characters. A new name replaces all scores
   *     of the version before it; the current one, or a partial one, is completed
   * @param scores read once
   * @return what was published; a version that scores too few of the items that are not served yet
   *     is partial and not used, see {@code Policy.min_scored_share}
   * @throws InvalidRequestException if a record cannot be taken; nothing is published
   * @throws NotFoundException if there is no such project
   * @throws FailedPreconditionException if the project is archived
   * @throws IllegalArgumentException if the rows are not all of one shape
   */
  public PutScoresResponse putScores(ProjectName project, String modelVersion, Scores scores) {
    return putScores(project, modelVersion, scores, PutOptions.defaults());
  }

  /**
   * As {@link #putScores(ProjectName, String, Scores)}, with options.
   *
   * @param project the project
   * @param modelVersion the name of the model
   * @param scores read once, on the calling thread
   * @param options how to run the upload
   * @return what was published
   */
  public PutScoresResponse putScores(
      ProjectName project, String modelVersion, Scores scores, PutOptions options) {
    return upload(project, modelVersion, scores, options).send();
  }

  /**
   * As {@link #putScores(ProjectName, String, Scores, PutOptions)}, without waiting.
   *
   * @param project the project
   * @param modelVersion the name of the model
   * @param scores read once, on threads of the client's executor, by one at a time
   * @param options how to run the upload
   * @return what was published
   */
  public CompletableFuture<PutScoresResponse> putScoresAsync(
      ProjectName project, String modelVersion, Scores scores, PutOptions options) {
    return upload(project, modelVersion, scores, options).sendAsync();
  }

  /**
   * Reads one item with its scores and, but in a project with gold checks, its verdict.
   *
   * @param project the project
   * @param itemId the platform's id
   * @return the item as it is now
   * @throws NotFoundException if there is no such project or item
   */
  public Item getItem(ProjectName project, String itemId) {
    return rpc.call(PoolServiceGrpc.getGetItemMethod(), get(project, itemId)).getItem();
  }

  /**
   * Reads one item with its scores and, where the request includes the outcome, its verdict.
   *
   * @param request the request
   * @return the item as it is now
   * @throws NotFoundException if there is no such project or item
   */
  public Item getItem(GetItemRequest request) {
    return rpc.call(PoolServiceGrpc.getGetItemMethod(), request).getItem();
  }

  /**
   * As {@link #getItem(ProjectName, String)}, without waiting.
   *
   * @param project the project
   * @param itemId the platform's id
   * @return the item as it is now
   */
  public CompletableFuture<Item> getItemAsync(ProjectName project, String itemId) {
    return rpc.callAsync(
        PoolServiceGrpc.getGetItemMethod(), get(project, itemId), GetItemResponse::getItem);
  }

  /**
   * Reads all items, without embeddings, in the order in which they were first put.
   *
   * @param project the project
   * @return the items
   */
  public Paged<Item> listItems(ProjectName project) {
    return listItems(ListItemsRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Reads items, without embeddings, in the order in which they were first put.
   *
   * @param request says which, and the size of the pages
   * @return the items from the request's page on
   */
  public Paged<Item> listItems(ListItemsRequest request) {
    return rpc.paged(
        PoolServiceGrpc.getListItemsMethod(), request, ListItemsResponse::getItemsList);
  }

  /**
   * Reads one page of items.
   *
   * @param request the request
   * @return the page
   */
  public ListItemsResponse listItemsPage(ListItemsRequest request) {
    return rpc.call(PoolServiceGrpc.getListItemsMethod(), request);
  }

  /**
   * As {@link #listItemsPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListItemsResponse> listItemsPageAsync(ListItemsRequest request) {
    return rpc.callAsync(PoolServiceGrpc.getListItemsMethod(), request);
  }

  /**
   * Streams all items, without embeddings, in the order in which they were first put.
   *
   * @param project the project
   * @return the items, to be closed. An unknown project is reported when the first one is read
   */
  public Export<Item> exportItems(ProjectName project) {
    return exportItems(ExportItemsRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Streams all items in the order in which they were first put.
   *
   * @param request the request
   * @return the items, to be closed
   */
  public Export<Item> exportItems(ExportItemsRequest request) {
    return Export.open(
        rpc, PoolServiceGrpc.getExportItemsMethod(), request, ExportItemsResponse::getItemsList);
  }

  /**
   * As {@link #exportItems(ExportItemsRequest)}, on a thread of the client's executor.
   *
   * @param request the request
   * @param consumer takes each item; while it works, the server waits
   * @return the number of items, when all were taken
   */
  public CompletableFuture<Long> exportItemsAsync(
      ExportItemsRequest request, Consumer<? super Item> consumer) {
    return AsyncExport.start(
        rpc,
        PoolServiceGrpc.getExportItemsMethod(),
        request,
        ExportItemsResponse::getItemsList,
        consumer);
  }

  /**
   * Counts the pool by state and by stratum. Seconds for millions of items.
   *
   * @param project the project
   * @return the counts
   * @throws NotFoundException if there is no such project
   */
  public GetPoolSummaryResponse getPoolSummary(ProjectName project) {
    return rpc.call(PoolServiceGrpc.getGetPoolSummaryMethod(), summary(project));
  }

  /**
   * As {@link #getPoolSummary}, without waiting.
   *
   * @param project the project
   * @return the counts
   */
  public CompletableFuture<GetPoolSummaryResponse> getPoolSummaryAsync(ProjectName project) {
    return rpc.callAsync(PoolServiceGrpc.getGetPoolSummaryMethod(), summary(project));
  }

  /**
   * Reads all model versions, newest first.
   *
   * @param project the project
   * @return the model versions
   */
  public Paged<ModelVersion> listModelVersions(ProjectName project) {
    return listModelVersions(
        ListModelVersionsRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Reads model versions, newest first.
   *
   * @param request says which, and the size of the pages
   * @return the model versions from the request's page on
   */
  public Paged<ModelVersion> listModelVersions(ListModelVersionsRequest request) {
    return rpc.paged(
        PoolServiceGrpc.getListModelVersionsMethod(),
        request,
        ListModelVersionsResponse::getModelVersionsList);
  }

  /**
   * Reads one page of model versions.
   *
   * @param request the request
   * @return the page
   */
  public ListModelVersionsResponse listModelVersionsPage(ListModelVersionsRequest request) {
    return rpc.call(PoolServiceGrpc.getListModelVersionsMethod(), request);
  }

  /**
   * As {@link #listModelVersionsPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListModelVersionsResponse> listModelVersionsPageAsync(
      ListModelVersionsRequest request) {
    return rpc.callAsync(PoolServiceGrpc.getListModelVersionsMethod(), request);
  }

  /**
   * Makes a model version whose scores are stored the one that batches are drawn by: an earlier
   * one, to go back to it, or a partial one as it is.
   *
   * @param project the project
   * @param modelVersion the name of the model
   * @return the version, current now
   * @throws NotFoundException if there is no such project, or no scores of that version
   * @throws FailedPreconditionException if the project is archived
   */
  public ModelVersion useModelVersion(ProjectName project, String modelVersion) {
    return rpc.call(PoolServiceGrpc.getUseModelVersionMethod(), use(project, modelVersion))
        .getModelVersion();
  }

  /**
   * As {@link #useModelVersion}, without waiting.
   *
   * @param project the project
   * @param modelVersion the name of the model
   * @return the version, current now
   */
  public CompletableFuture<ModelVersion> useModelVersionAsync(
      ProjectName project, String modelVersion) {
    return rpc.callAsync(
        PoolServiceGrpc.getUseModelVersionMethod(),
        use(project, modelVersion),
        UseModelVersionResponse::getModelVersion);
  }

  private static UseModelVersionRequest use(ProjectName project, String modelVersion) {
    return UseModelVersionRequest.newBuilder()
        .setProject(project.toString())
        .setModelVersion(modelVersion)
        .build();
  }

  private Upload<PutItemsRequest, PutItemsResponse> upload(
      ProjectName project, Iterator<Item> items, PutOptions options) {
    PutItemsHeader header =
        PutItemsHeader.newBuilder()
            .setRequestId(requestId(options))
            .setProject(project.toString())
            .setOnError(options.onError())
            .build();
    return new Upload<>(
        rpc, PoolServiceGrpc.getPutItemsMethod(), new ItemChunks(header, items, options), options);
  }

  private Upload<PutScoresRequest, PutScoresResponse> upload(
      ProjectName project, String modelVersion, Scores scores, PutOptions options) {
    PutScoresHeader header =
        PutScoresHeader.newBuilder()
            .setRequestId(requestId(options))
            .setProject(project.toString())
            .setModelVersion(modelVersion)
            .setOnError(options.onError())
            .setTrainingLabels(options.trainedOn().labels())
            .setTrainedThroughWave(options.trainedOn().throughWave())
            .build();
    return new Upload<>(
        rpc,
        PoolServiceGrpc.getPutScoresMethod(),
        new ScoreChunks(header, scores, options),
        options);
  }

  private String requestId(PutOptions options) {
    String given = options.requestId();
    return given == null ? rpc.requestIds().next() : given;
  }

  private static GetItemRequest get(ProjectName project, String itemId) {
    return GetItemRequest.newBuilder().setProject(project.toString()).setItemId(itemId).build();
  }

  private static GetPoolSummaryRequest summary(ProjectName project) {
    return GetPoolSummaryRequest.newBuilder().setProject(project.toString()).build();
  }
}
