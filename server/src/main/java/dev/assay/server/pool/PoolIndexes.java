package dev.assay.server.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The indexes of the pools in memory. Any of them can be thrown away at any moment: it is read from
 * the store again when it is next asked for.
 *
 * <p>Every committed change of items, scores or of what is taken adds 1 to the project's pool
 * version in its transaction and is told of here after the commit, with the version that it led to.
 * An index that has missed a version drops itself.
 */
public final class PoolIndexes {
  private static final int WEIGHT_UNIT_BYTES = 1024;

  /** The part of the memory that the embeddings of one project may take. */
  private static final double MAX_VECTOR_SHARE = 0.5;

  /** The part of the memory that what the ensemble of one project says may take. */
  private static final double MAX_ENSEMBLE_SHARE = 0.25;

  private final Store store;
  private final long maxBytes;
  private final Cache<Long, PoolIndex> indexes;
  private final PoolStrata strata;

  /**
   * @param maxBytes about how much memory the indexes may take together; the ones that were least
   *     of use are thrown away beyond it
   */
  public PoolIndexes(Store store, long maxBytes) {
    this.store = store;
    this.maxBytes = maxBytes;
    this.strata = new PoolStrata(store, new PoolClusters(store, this));
    this.indexes =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes / WEIGHT_UNIT_BYTES)
            .weigher((Long projectId, PoolIndex index) -> weight(index))
            .executor(Runnable::run)
            .build();
  }

  /** The partitions of the pools. */
  public PoolStrata strata() {
    return strata;
  }

  private static int weight(PoolIndex index) {
    return (int) Math.min(Integer.MAX_VALUE, 1 + index.bytes() / WEIGHT_UNIT_BYTES);
  }

  /**
   * The project's pool, of the latest commit that its index has heard of, with its scores. Reads
   * the whole pool from the store where it is not loaded, so it must not be called by work inside a
   * transaction.
   */
  public PoolSnapshot snapshot(long projectId) {
    return snapshot(projectId, 0);
  }

  /**
   * As above, of at least a pool version that a commit is known to have led to. The index catches
   * up from the store where it has not heard of that commit, be it this process's own or another's.
   */
  public PoolSnapshot snapshot(long projectId, long atLeastVersion) {
    return indexOf(projectId).snapshot(atLeastVersion);
  }

  /**
   * Whether so many embeddings can be held: their numbers take no more than half of the memory for
   * indexes.
   */
  public boolean canHoldVectors(int itemCount, int dimension) {
    return (double) itemCount * dimension * Float.BYTES <= maxBytes * MAX_VECTOR_SHARE;
  }

  /**
   * The embeddings as of a version that is kept (see {@code setPlannedEmbeddingVersion}), of at
   * least the first items of the pool. Reads them from the store where they are not loaded, so it
   * must not be called by work inside a transaction.
   */
  public VectorColumns vectors(long projectId, long version, int itemCount) {
    return indexOf(projectId).vectors(version, itemCount);
  }

  /**
   * Whether what an ensemble says of so many items can be held: its numbers take no more than a
   * quarter of the memory for indexes.
   */
  public boolean canHoldEnsemble(int itemCount, int memberCount, int classCount) {
    return (double) itemCount * memberCount * classCount * Float.BYTES
        <= maxBytes * MAX_ENSEMBLE_SHARE;
  }

  /**
   * What the ensemble of a published score set says. Reads it from the store where it is not
   * loaded, so it must not be called by work inside a transaction.
   */
  public EnsembleColumns ensemble(long projectId, long scoreSetId) {
    return indexOf(projectId).ensemble(scoreSetId);
  }

  /** The ordinals of the items, in their order; -1 where the pool has none of that id. */
  public int[] ordinalsOf(long projectId, List<String> itemIds) {
    int[] ordinals = indexOf(projectId).ordinalsOf(itemIds);
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < ordinals.length; i++) {
      if (ordinals[i] < 0) {
        unknown.add(itemIds.get(i));
      }
    }
    if (!unknown.isEmpty()) {
      // Ordinals never change, but the index may not have heard of the latest commit.
      Map<String, ItemRow> found = store.read(tables -> tables.items().findAll(projectId, unknown));
      for (int i = 0; i < ordinals.length; i++) {
        ItemRow row = ordinals[i] < 0 ? found.get(itemIds.get(i)) : null;
        ordinals[i] = row == null ? ordinals[i] : row.ordinal();
      }
    }
    return ordinals;
  }

  /**
   * After the commit: the items are no candidates any more. Each change of a pool has a version of
   * its own, the one that {@code nextPoolVersion} gave.
   */
  public void taken(long projectId, long poolVersion, int[] ordinals) {
    apply(projectId, poolVersion, new PoolChange.Taken(ordinals));
  }

  /** After the commit: the items are candidates again. */
  public void released(long projectId, long poolVersion, int[] ordinals) {
    apply(projectId, poolVersion, new PoolChange.Released(ordinals));
  }

  /** Throws away the index of a project. */
  public void forget(long projectId) {
    indexes.invalidate(projectId);
  }

  /** About how much memory all loaded indexes take. */
  public long bytes() {
    return indexes.asMap().values().stream().mapToLong(PoolIndex::bytes).sum();
  }

  void apply(long projectId, long poolVersion, PoolChange change) {
    PoolIndex index = indexes.getIfPresent(projectId);
    if (index != null) {
      index.apply(poolVersion, change);
      weighAgain(projectId, index);
    }
  }

  private PoolIndex indexOf(long projectId) {
    return indexes.get(projectId, id -> new PoolIndex(store, id, index -> weighAgain(id, index)));
  }

  /** The cache weighs an entry only when it is put. */
  private void weighAgain(long projectId, PoolIndex index) {
    indexes.asMap().replace(projectId, index, index);
  }
}
