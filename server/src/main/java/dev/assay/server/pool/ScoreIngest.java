package dev.assay.server.pool;

import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.request.IdempotencyRecord;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Store;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.ScoreChunk;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PutScores stream. Rows are written as they come to a score set that nobody reads, which is
 * published in one transaction at the end. Takes the memory of two writes and a bit for each item.
 */
final class ScoreIngest implements IdempotentStream<PutScoresRequest, PutScoresResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(ScoreIngest.class);

  private final Store store;
  private final PoolIndexes indexes;
  private final ScoreUse use;

  /** From the header on. */
  private @Nullable ScoreStream stream;

  private @Nullable StreamErrors errors;

  /** Begun by the header. */
  private @Nullable CompletableFuture<StagedScores> staging;

  private long recordCount;

  ScoreIngest(Store store, PoolIndexes indexes, ScoresPublishedHook hook) {
    this.store = store;
    this.indexes = indexes;
    this.use = new ScoreUse(indexes, hook);
  }

  @Override
  public CompletableFuture<Void> accept(PutScoresRequest message) {
    return switch (message.getPayloadCase()) {
      case HEADER -> begin(message.getHeader());
      case CHUNK -> take(message.getChunk());
      case PAYLOAD_NOT_SET -> throw StreamRules.payloadMissing();
    };
  }

  private CompletableFuture<Void> begin(PutScoresHeader header) {
    if (stream != null) {
      throw StreamRules.headerRepeated();
    }
    Violations violations = new Violations();
    ScoreHeaders.check(header, violations);
    violations.throwIfAny();
    ScoreStream opened = store.read(tables -> ScoreStream.open(tables, header));
    stream = opened;
    errors = new StreamErrors(header.getOnError());
    CompletableFuture<StagedScores> begun =
        store
            .write(transaction -> transaction.scores().insert(opened.unpublished()))
            .thenApply(scoreSetId -> new StagedScores(store, scoreSetId, opened.shape()));
    staging = begun;
    return begun.thenAccept(ignored -> {});
  }

  private CompletableFuture<Void> take(ScoreChunk chunk) {
    if (stream == null || errors == null || staging == null) {
      throw StreamRules.headerMissing();
    }
    StreamRules.checkChunkSize(chunk.getItemIdsCount(), "chunk.item_ids");
    Violations violations = new Violations();
    stream.shape().check(chunk, violations);
    violations.throwIfAny();
    int[] ordinals = indexes.ordinalsOf(stream.project().projectId(), chunk.getItemIdsList());
    ChunkErrors chunkErrors = new ChunkErrors(recordCount);
    new ScoreRules(stream.shape(), chunk, chunkErrors).check(ordinals);
    errors.stopAt(chunkErrors);
    errors.leaveOut(chunkErrors);
    recordCount += ordinals.length;
    StagedScores staged = staging.join(); // complete: the header was waited for
    for (int row = 0; row < ordinals.length; row++) {
      if (!chunkErrors.isBad(row)) {
        staged.add(chunk, row, ordinals[row]);
      }
    }
    return staged.room();
  }

  @Override
  public CompletableFuture<PutScoresResponse> finish(IdempotencyRecord<PutScoresResponse> answer) {
    if (stream == null || errors == null || staging == null) {
      throw StreamRules.headerMissing();
    }
    StagedScores staged = staging.join();
    if (staged.ordinals().isEmpty()) {
      throw new InvalidRequest(
          "chunk",
          "no row of the stream could be taken ("
              + errors.count()
              + " were left out), so nothing was published");
    }
    long projectId = stream.project().projectId();
    PoolSnapshot snapshot = indexes.snapshot(projectId);
    ScoreColumns known = knownColumns(stream, snapshot);
    BitSet unserved = store.read(tables -> UnservedItems.of(tables, projectId, snapshot));
    ScorePublication publication =
        new ScorePublication(use, stream, staged, errors, known, unserved);
    return staged
        .end()
        .thenCompose(
            ignored -> store.write(transaction -> publication.publish(transaction, answer)))
        .thenApply(
            outcome -> {
              if (!outcome.published()) {
                abandon();
              }
              return outcome.response();
            });
  }

  /** The scores that the stream completes, so that the transaction need not read them. */
  private @Nullable ScoreColumns knownColumns(ScoreStream stream, PoolSnapshot snapshot) {
    ScoreSetRow base = stream.base();
    if (base == null) {
      return null;
    }
    return base.used()
        ? snapshot.scores()
        : store
            .read(tables -> Optional.ofNullable(ScoreColumnsLoader.load(tables, base.scoreSetId())))
            .orElse(null);
  }

  @Override
  public void abandon() {
    if (staging != null) {
      CompletableFuture<Long> unused =
          staging
              .thenCompose(StagedScores::discard)
              .whenComplete(
                  (id, failed) -> {
                    if (failed != null) {
                      LOG.warn("a score set that broke off stays until the next start", failed);
                    }
                  });
    }
  }
}
