package dev.assay.server.pool;

import com.google.protobuf.Message;
import dev.assay.server.ContractRpcs;
import dev.assay.server.request.Ingest;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.OnError;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.ScoreChunk;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A store in a folder with one project in it, and the pool's RPCs over both. */
final class PoolFixture implements AutoCloseable {
  static final String PROJECT = "projects/digits";
  static final LabelSchema THREE_CLASSES =
      LabelSchema.newBuilder()
          .setKind(LabelSchema.Kind.KIND_MULTICLASS)
          .addAllClassNames(List.of("zero", "one", "two"))
          .build();

  final Store store;
  final PoolIndexes indexes;
  final PoolView view;
  final long projectId;
  private int requestCount;

  PoolFixture(Path folder) {
    this(folder, THREE_CLASSES);
  }

  PoolFixture(Path folder, LabelSchema schema) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    store =
        StoreEngines.open(folder.resolve("assay.db").toString(), StoreOptions.defaults(), clock);
    indexes = new PoolIndexes(store, 1L << 30);
    view = new PoolView(indexes);
    Project definition = Project.newBuilder().setName(PROJECT).setLabelSchema(schema).build();
    projectId =
        store
            .write(
                transaction ->
                    transaction.projects().insert("digits", definition, transaction.nowMillis()))
            .join();
  }

  ProjectRow project() {
    return store.read(tables -> Objects.requireNonNull(tables.projects().find("digits")));
  }

  void archive() {
    update(true, project().definition());
  }

  void partition(StratumDimension... dimensions) {
    StrataDefinition strata =
        StrataDefinition.newBuilder().addAllDimensions(Arrays.asList(dimensions)).build();
    update(false, project().definition().toBuilder().setStrata(strata).build());
  }

  /** Sets the share of the items that a new model version must score; 0 at the beginning. */
  void minScoredShare(double share) {
    Project.Builder changed = project().definition().toBuilder();
    changed.getPolicyBuilder().setMinScoredShare(share);
    update(false, changed.build());
  }

  /** A policy with gold checks. */
  void check() {
    Policy policy = Policy.newBuilder().setGold(GoldPolicy.getDefaultInstance()).build();
    update(false, project().definition().toBuilder().setPolicy(policy).build());
  }

  private void update(boolean archived, Project definition) {
    ProjectRow row = project();
    store
        .write(
            transaction -> {
              transaction
                  .projects()
                  .update(
                      new ProjectRow(
                          row.projectId(),
                          row.name(),
                          archived,
                          row.revision() + 1,
                          definition,
                          row.createdMillis(),
                          transaction.nowMillis()));
              return true;
            })
        .join();
  }

  Ingest<PutItemsRequest, PutItemsResponse> itemStream(PoolLimits limits) {
    return new PutItems(store, indexes, limits)
        .open(ContractRpcs.of(PutItemsRequest.getDefaultInstance()));
  }

  Ingest<PutItemsRequest, PutItemsResponse> itemStream() {
    return itemStream(PoolLimits.defaults());
  }

  PutItemsResponse putItems(OnError onError, ItemChunk... chunks) {
    return putItems(
        itemHeader(onError),
        Arrays.stream(chunks)
            .map(chunk -> PutItemsRequest.newBuilder().setChunk(chunk).build())
            .toArray(PutItemsRequest[]::new));
  }

  /** Sends a whole stream. */
  PutItemsResponse putItems(PutItemsRequest header, PutItemsRequest... chunks) {
    Ingest<PutItemsRequest, PutItemsResponse> stream = itemStream();
    accept(stream, header);
    for (PutItemsRequest chunk : chunks) {
      accept(stream, chunk);
    }
    return finish(stream);
  }

  PutItemsResponse putItems(Item... items) {
    return putItems(OnError.ON_ERROR_STOP, chunk(items));
  }

  /** Items without anything but ids "item-0", "item-1" and so on. */
  void putPlainItems(int count) {
    for (int from = 0; from < count; from += StreamRules.MAX_CHUNK_RECORDS) {
      ItemChunk.Builder chunk = ItemChunk.newBuilder();
      for (int i = from; i < Math.min(count, from + StreamRules.MAX_CHUNK_RECORDS); i++) {
        chunk.addItems(Item.newBuilder().setId("item-" + i));
      }
      putItems(OnError.ON_ERROR_STOP, chunk.build());
    }
  }

  PutItemsRequest itemHeader(OnError onError) {
    return PutItemsRequest.newBuilder()
        .setHeader(
            PutItemsHeader.newBuilder()
                .setRequestId("request-" + requestCount++)
                .setProject(PROJECT)
                .setOnError(onError))
        .build();
  }

  static ItemChunk chunk(Item... items) {
    return ItemChunk.newBuilder().addAllItems(Arrays.asList(items)).build();
  }

  static PutItemsRequest itemMessage(Item... items) {
    return PutItemsRequest.newBuilder().setChunk(chunk(items)).build();
  }

  static Item item(String id) {
    return Item.newBuilder().setId(id).build();
  }

  Ingest<PutScoresRequest, PutScoresResponse> scoreStream() {
    return new PutScores(store, indexes, (transaction, project, published) -> {})
        .open(ContractRpcs.of(PutScoresRequest.getDefaultInstance()));
  }

  PutScoresHeader.Builder scoreHeader(String modelVersion) {
    return PutScoresHeader.newBuilder()
        .setRequestId("request-" + requestCount++)
        .setProject(PROJECT)
        .setModelVersion(modelVersion);
  }

  PutScoresResponse putScores(PutScoresHeader.Builder header, ScoreChunk... chunks) {
    Ingest<PutScoresRequest, PutScoresResponse> stream = scoreStream();
    accept(stream, message(header));
    for (ScoreChunk chunk : chunks) {
      accept(stream, message(chunk));
    }
    return finish(stream);
  }

  static PutScoresRequest message(PutScoresHeader.Builder header) {
    return PutScoresRequest.newBuilder().setHeader(header).build();
  }

  static PutScoresRequest message(ScoreChunk chunk) {
    return PutScoresRequest.newBuilder().setChunk(chunk).build();
  }

  /** One row of three probabilities. */
  static ScoreChunk score(String id, double first, double second, double third) {
    return ScoreChunk.newBuilder()
        .addItemIds(id)
        .addAllProbabilities(List.of((float) first, (float) second, (float) third))
        .build();
  }

  /** Rows one behind the other. */
  static ScoreChunk join(ScoreChunk... rows) {
    ScoreChunk.Builder joined = ScoreChunk.newBuilder();
    for (ScoreChunk row : rows) {
      joined.mergeFrom(row);
    }
    return joined.build();
  }

  static <Q extends Message> void accept(Ingest<Q, ?> stream, Q message) {
    unwrap(() -> stream.accept(message).join());
  }

  static <R extends Message> R finish(Ingest<?, R> stream) {
    return unwrap(() -> stream.finish().join());
  }

  private static <T> T unwrap(Supplier<T> call) {
    try {
      return call.get();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  PoolSnapshot snapshot() {
    return indexes.snapshot(projectId);
  }

  @Override
  public void close() {
    store.close();
  }
}
