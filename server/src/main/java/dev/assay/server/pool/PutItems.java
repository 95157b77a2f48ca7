package dev.assay.server.pool;

import dev.assay.server.request.Ingest;
import dev.assay.server.store.Store;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import org.jspecify.annotations.Nullable;

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
  public Ingest<PutItemsRequest, PutItemsResponse> open() {
    return new OnceIngest<>(
        store,
        new ItemIngest(store, indexes, limits),
        PutItems::header,
        PutItemsResponse.getDefaultInstance());
  }

  private static @Nullable StreamHeader header(PutItemsRequest message) {
    PutItemsHeader header = message.getHeader();
    return message.hasHeader()
        ? StreamHeader.of("PutItems", header.getProject(), header.getRequestId(), header)
        : null;
  }
}
