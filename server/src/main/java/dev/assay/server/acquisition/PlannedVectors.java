package dev.assay.server.acquisition;

import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.VectorColumns;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.Store;

/** Embeddings that something is computed from which is to be computed again. */
public final class PlannedVectors {
  private PlannedVectors() {}

  /**
   * The embeddings of the first items of the pool, as of the version that there is. From here on
   * the store keeps what it replaces of them.
   */
  public static VectorColumns of(
      Store store, PoolIndexes indexes, ProgressRow progress, int itemCount) {
    long projectId = progress.projectId();
    long version = progress.embeddingVersion();
    if (progress.plannedEmbeddingVersion() != version) {
      version =
          store
              .write(
                  transaction -> {
                    long latest = transaction.progress().get(projectId).embeddingVersion();
                    transaction.progress().setPlannedEmbeddingVersion(projectId, latest);
                    return latest;
                  })
              .join();
    }
    return indexes.vectors(projectId, version, itemCount);
  }
}
