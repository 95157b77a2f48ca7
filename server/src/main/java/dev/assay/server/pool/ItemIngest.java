package dev.assay.server.pool;

import dev.assay.server.request.IdempotencyRecord;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.Store;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One PutItems stream. Each chunk is checked as a whole, then stored in parts, each in a
 * transaction of its own; the next chunk is asked for when the last part is durable.
 */
final class ItemIngest implements IdempotentStream<PutItemsRequest, PutItemsResponse> {
  private final Store store;
  private final PoolIndexes indexes;
  private final PoolLimits limits;

  private @Nullable ItemUpsert upsert;
  private @Nullable StreamErrors errors;

  /** Of the project's embeddings, as far as it is known; 0 when there is none. */
  private int dimension;

  private long recordCount;
  private long partCount;
  private long createdCount;
  private long updatedCount;
  private long unchangedCount;

  ItemIngest(Store store, PoolIndexes indexes, PoolLimits limits) {
    this.store = store;
    this.indexes = indexes;
    this.limits = limits;
  }

  @Override
  public CompletableFuture<Void> accept(PutItemsRequest message) {
    return switch (message.getPayloadCase()) {
      case HEADER -> begin(message.getHeader());
      case CHUNK -> take(message.getChunk());
      case PAYLOAD_NOT_SET -> throw StreamRules.payloadMissing();
    };
  }

  private CompletableFuture<Void> begin(PutItemsHeader header) {
    if (upsert != null) {
      throw StreamRules.headerRepeated();
    }
    Violations violations = new Violations();
    StreamRules.checkHeader(
        header.getRequestId(), header.getProject(), header.getOnError(), violations);
    violations.throwIfAny();
    dimension =
        store.read(
            tables -> {
              long projectId = Projects.requireActive(tables, header.getProject()).projectId();
              return tables.progress().get(projectId).embeddingDimension();
            });
    errors = new StreamErrors(header.getOnError());
    upsert = new ItemUpsert(indexes, limits.maxItems(), header.getProject(), header.getRequestId());
    return CompletableFuture.allOf();
  }

  private CompletableFuture<Void> take(ItemChunk chunk) {
    if (upsert == null || errors == null) {
      throw StreamRules.headerMissing();
    }
    StreamRules.checkChunkSize(chunk.getItemsCount(), "chunk.items");
    return put(chunk, upsert, errors);
  }

  private CompletableFuture<Void> put(ItemChunk chunk, ItemUpsert upsert, StreamErrors errors) {
    ChunkErrors chunkErrors = new ChunkErrors(recordCount);
    List<Item> good = check(chunk, chunkErrors);
    errors.stopAt(chunkErrors);
    return putParts(ItemParts.of(good), 0, upsert)
        .thenCompose(
            otherDimension -> {
              if (otherDimension != 0) { // fixed since by another stream
                dimension = otherDimension;
                return put(chunk, upsert, errors);
              }
              recordCount += chunk.getItemsCount();
              errors.leaveOut(chunkErrors);
              return CompletableFuture.allOf();
            });
  }

  /** The items that can be taken; fixes the dimension by the first embedding among them. */
  private List<Item> check(ItemChunk chunk, ChunkErrors chunkErrors) {
    List<Item> good = new ArrayList<>(chunk.getItemsCount());
    Set<String> ids = new HashSet<>(2 * chunk.getItemsCount());
    int known = dimension;
    for (int row = 0; row < chunk.getItemsCount(); row++) {
      Item item = chunk.getItems(row);
      Violations violations = new Violations();
      ItemRules.check(item, known, violations);
      if (!ids.add(item.getId())) {
        violations.add("id", "stands twice in the chunk");
      }
      if (violations.isEmpty()) {
        good.add(item);
        known = known == 0 ? item.getEmbeddingCount() : known;
      } else {
        report(chunkErrors, row, item, violations);
      }
    }
    return good;
  }

  private static void report(ChunkErrors errors, int row, Item item, Violations violations) {
    violations
        .found()
        .forEach(
            violation ->
                errors.add(
                    row,
                    item.getId(),
                    violation.getField(),
                    "chunk.items[" + row + "]." + violation.getField(),
                    violation.getDescription()));
  }

  /** Stores the parts from an index on, one after the other; see {@link PutOutcome}. */
  private CompletableFuture<Integer> putParts(ItemParts parts, int from, ItemUpsert upsert) {
    if (from == parts.count()) {
      return CompletableFuture.completedFuture(0);
    }
    return store
        .write(
            transaction ->
                upsert.putOnce(transaction, partCount, parts.part(from), parts.dimension()))
        .thenCompose(
            outcome -> {
              partCount += outcome.otherDimension() == 0 ? 1 : 0;
              createdCount += outcome.createdCount();
              updatedCount += outcome.updatedCount();
              unchangedCount += outcome.unchangedCount();
              if (parts.dimension() != 0 && outcome.otherDimension() == 0) {
                dimension = parts.dimension();
              }
              return outcome.otherDimension() != 0
                  ? CompletableFuture.completedFuture(outcome.otherDimension())
                  : putParts(parts, from + 1, upsert);
            });
  }

  @Override
  public CompletableFuture<PutItemsResponse> finish(IdempotencyRecord<PutItemsResponse> answer) {
    if (errors == null) {
      throw StreamRules.headerMissing();
    }
    PutItemsResponse response =
        PutItemsResponse.newBuilder()
            .setCreatedCount(createdCount)
            .setUpdatedCount(updatedCount)
            .setUnchangedCount(unchangedCount)
            .setErrorCount(errors.count())
            .addAllErrors(errors.reported())
            .build();
    return store.write(transaction -> answer.once(transaction, () -> response));
  }

  /** The parts that were stored stay: sent again, they change nothing. */
  @Override
  public void abandon() {}
}
