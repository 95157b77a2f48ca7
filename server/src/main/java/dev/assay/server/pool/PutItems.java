package dev.assay.server.pool;

import dev.assay.server.request.Ingest;
import dev.assay.server.request.Rpc;
import dev.assay.server.store.Store;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;

/** PutItems: makes and changes items by the platform's ids, chunk by chunk. */
public final class PutItems {
  private final Store store;
  private final PoolIndexes indexes;
  private final PoolLimits limits;

  public PutItems(Store store, PoolIndexes indexes, PoolLimits limits) {
    this.store = store;
    this.indexes = indexes;
    this.limits = limits;
  }

  /** Begins a stream. Its messages must come on a thread that may block for the store. */
  public Ingest<PutItemsRequest, PutItemsResponse> open(
      Rpc<PutItemsRequest, PutItemsResponse> rpc) {
    return new IdempotentIngest<>(store, new ItemIngest(store, indexes, limits), rpc);
  }
}
