package dev.assay.server.acquisition;

import dev.assay.server.pool.ClusterColumn;
import dev.assay.server.pool.PoolClusters;
import dev.assay.server.pool.VectorColumns;
import dev.assay.server.store.Store;
import dev.assay.v1.Clustering;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.WaveClusters;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which clusters of embeddings a wave's strata are of: those of the wave before, or new ones, where
 * the policy's schedule or the definition of strata asks for them.
 *
 * @param itemCount items of the pool that the wave is planned from
 */
record WaveClustering(Store store, PoolClusters pools, PlanningState state, int itemCount) {
  private static final Logger log = LoggerFactory.getLogger(WaveClustering.class);

  /**
   * The clusters of the next wave.
   *
   * @param before those of the wave before; without a clustering where there were none
   * @param vectors gives the embeddings; null where there are none, or too many to be held
   * @param seed of the wave
   * @return with centres where they are found now; without a clustering where there never was one
   */
  WaveClusters next(
      WaveClusters before, Supplier<@Nullable VectorColumns> vectors, long seed, long nowMillis) {
    WaveClusters kept = before.toBuilder().clearCentres().build();
    long waveNumber = state.progress().lastWaveNumber() + 1;
    OptionalInt wanted = PoolClusters.wanted(strata());
    if (wanted.isEmpty() || !isDue(before.getClustering(), wanted.getAsInt(), waveNumber)) {
      return kept;
    }
    VectorColumns embeddings = vectors.get();
    if (embeddings == null) {
      return kept;
    }
    WaveClusters found =
        PoolClusters.found(
            withCentres(before),
            wanted.getAsInt(),
            embeddings,
            itemCount,
            waveNumber,
            seed,
            nowMillis);
    log.info(
        "event=clusters_found project={} clustering={} wave={} clusters={} items={}",
        state.project().name(),
        found.getClustering().getNumber(),
        waveNumber,
        wanted.getAsInt(),
        found.getClustering().getItemCount());
    return found;
  }

  /** The cluster of each item. */
  ClusterColumn column(WaveClusters clusters, Supplier<@Nullable VectorColumns> vectors) {
    return PoolClusters.wanted(strata()).isEmpty() || !clusters.hasClustering()
        ? ClusterColumn.NONE
        : pools.column(
            state.project().projectId(), withCentres(clusters), vectors.get(), itemCount);
  }

  private boolean isDue(Clustering before, int wanted, long waveNumber) {
    int every = state.project().definition().getPolicy().getReclusterEvery();
    return before.getClusterCount() != wanted
        || before.getItemCount() == 0
        || (every > 0 && waveNumber >= before.getWaveNumber() + every);
  }

  private WaveClusters withCentres(WaveClusters clusters) {
    return store.read(
        tables -> PoolClusters.withCentres(tables, state.project().projectId(), clusters));
  }

  private StrataDefinition strata() {
    return state.project().definition().getStrata();
  }
}
