package dev.assay.server.pool;

import dev.assay.server.request.Ingest;
import dev.assay.server.request.Rpc;
import dev.assay.server.store.Store;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.PutScoresResponse;

/** PutScores: takes what one model version says about the items, and publishes it as a whole. */
public final class PutScores {
  private final Store store;
  private final PoolIndexes indexes;
  private final ScoresPublishedHook hook;

  /**
   * @param hook what else must change when scores are published
   */
  public PutScores(Store store, PoolIndexes indexes, ScoresPublishedHook hook) {
    this.store = store;
    this.indexes = indexes;
    this.hook = hook;
  }

  /** Begins a stream. Its messages must come on a thread that may block for the store. */
  public Ingest<PutScoresRequest, PutScoresResponse> open(
      Rpc<PutScoresRequest, PutScoresResponse> rpc) {
    return new IdempotentIngest<>(store, new ScoreIngest(store, indexes, hook), rpc);
  }

  /**
   * Removes what streams left that broke off with the process. Called once, before the first stream
   * begins.
   *
   * @return the number of score sets removed
   */
  public static int discardUnpublished(Store store) {
    var unpublished = store.read(tables -> tables.scores().unpublished());
    for (long scoreSetId : unpublished) {
      ScoreDisposal.remove(store, scoreSetId).join();
    }
    return unpublished.size();
  }
}
