package dev.assay.server.pool;

import dev.assay.server.store.Store;
import java.util.concurrent.CompletableFuture;

/** Removes score sets that will never be published, a few chunks at a time. */
final class ScoreDisposal {
  /** The most chunks that one write removes: some tens of milliseconds of the writer's time. */
  static final int CHUNKS_PER_WRITE = 16;

  private ScoreDisposal() {}

  /** Completes when the set is gone; does nothing to one that is published or was not there. */
  static CompletableFuture<Long> remove(Store store, long scoreSetId) {
    return store
        .write(transaction -> transaction.scores().discard(scoreSetId, CHUNKS_PER_WRITE))
        .thenCompose(
            gone ->
                gone ? CompletableFuture.completedFuture(scoreSetId) : remove(store, scoreSetId));
  }
}
