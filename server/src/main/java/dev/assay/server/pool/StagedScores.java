package dev.assay.server.pool;

import dev.assay.server.store.ScoreChunkRow;
import dev.assay.server.store.Store;
import dev.assay.v1.ScoreChunk;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;

/** The rows of one stream, on their way into a score set that nobody reads yet. */
final class StagedScores {
  private final Store store;
  private final long scoreSetId;
  private final ScoreStage stage;
  private final BitSet ordinals = new BitSet();
  private int chunkCount;

  /** Writes follow one another, so that others' work comes between them. */
  private CompletableFuture<Void> lastWrite = CompletableFuture.allOf();

  private CompletableFuture<Void> writeBeforeLast = lastWrite;

  StagedScores(Store store, long scoreSetId, ScoreShape shape) {
    this.store = store;
    this.scoreSetId = scoreSetId;
    this.stage = new ScoreStage(shape);
  }

  long scoreSetId() {
    return scoreSetId;
  }

  /** The items whose scores are here. */
  BitSet ordinals() {
    return ordinals;
  }

  /** Adds one row; a later one of the same item replaces it. */
  void add(ScoreChunk chunk, int row, int ordinal) {
    if (!stage.takes(chunk)) {
      write();
    }
    stage.add(chunk, row, ordinal);
    ordinals.set(ordinal);
    if (stage.isFull()) {
      write();
    }
  }

  private void write() {
    ScoreChunkRow rows = stage.drain();
    int chunk = chunkCount++;
    writeBeforeLast = lastWrite;
    lastWrite =
        lastWrite
            .thenCompose(
                ignored ->
                    store.write(
                        transaction -> {
                          transaction.scores().appendChunk(scoreSetId, chunk, rows);
                          return chunk;
                        }))
            .thenAccept(ignored -> {});
  }

  /** Completes when at most one write waits. */
  CompletableFuture<Void> room() {
    return writeBeforeLast;
  }

  /** Writes what is left; completes when all is written. */
  CompletableFuture<Void> end() {
    if (!stage.isEmpty()) {
      write();
    }
    return lastWrite;
  }

  /** Removes the score set after the writes that were begun. What fails is removed at start-up. */
  CompletableFuture<Long> discard() {
    return lastWrite
        .handle((ignored, failed) -> scoreSetId)
        .thenCompose(id -> ScoreDisposal.remove(store, id));
  }
}
