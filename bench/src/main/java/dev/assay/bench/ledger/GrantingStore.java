package dev.assay.bench.ledger;

import dev.assay.sampling.SeededStream;
import dev.assay.server.acquisition.NextBatch;
import dev.assay.server.acquisition.UnservedCounts;
import dev.assay.server.acquisition.WavePlanner;
import dev.assay.server.acquisition.Waves;
import dev.assay.server.estimation.SettledClasses;
import dev.assay.server.estimation.SettledStates;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.request.Requests;
import dev.assay.server.request.Rpc;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.rpc.RpcBindings;
import dev.assay.server.store.Store;
import dev.assay.v1.AcquisitionServiceGrpc;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** NextBatch on a store, without a transport: the very transaction that the server runs. */
public final class GrantingStore implements AutoCloseable {
  private static final long PLANNING_SECONDS = 30;
  private static final long MAX_INDEX_BYTES = 1L << 30;
  private static final Rpc<NextBatchRequest, NextBatchResponse> NEXT_BATCH =
      RpcBindings.rpcOf(AcquisitionServiceGrpc.getNextBatchMethod());

  private final Store store;
  private final ExecutorService planning = Executors.newSingleThreadExecutor();
  private final Requests requests;
  private final NextBatch nextBatch;

  /** On a store with one project; closes it in the end. */
  public GrantingStore(Store store) {
    this.store = store;
    this.requests = new Requests(store);
    UnservedCounts unserved = new UnservedCounts();
    PoolIndexes indexes = new PoolIndexes(store, MAX_INDEX_BYTES);
    WavePlanner planner =
        new WavePlanner(
            store,
            indexes,
            new SettledClasses(new SettledStates()),
            unserved,
            (project, wave) -> SeededStream.mix(wave),
            InstantSource.system(),
            planning,
            projectId -> {});
    this.nextBatch =
        new NextBatch(planner, unserved, new Waves(indexes, unserved), SecretNumbers.ofStore());
  }

  /** Asks for a batch; completes when it is durable. */
  public CompletableFuture<NextBatchResponse> grant(NextBatchRequest request) {
    return requests.run(NEXT_BATCH, nextBatch, request);
  }

  @Override
  public void close() {
    planning.shutdown();
    try {
      planning.awaitTermination(PLANNING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }
}
