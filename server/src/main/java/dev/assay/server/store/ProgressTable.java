package dev.assay.server.store;

import java.util.function.Consumer;

/** One row of counters for each project. */
public interface ProgressTable {
  ProgressRow get(long projectId);

  /** Replaces the row, which must exist. */
  void update(ProgressRow row);

  /**
   * Adds 1 to the pool version and returns it: done by every change that an index of the pool must
   * see.
   */
  default long nextPoolVersion(long projectId) {
    return change(projectId, draft -> draft.poolVersion++).poolVersion();
  }

  /** Adds 1 to the audit sequence and returns it. */
  default long nextAuditSequence(long projectId) {
    return change(projectId, draft -> draft.auditSequence++).auditSequence();
  }

  default void addItems(long projectId, int count) {
    change(projectId, draft -> draft.itemCount = Math.addExact(draft.itemCount, count));
  }

  default void addServed(long projectId, int count) {
    change(projectId, draft -> draft.servedCount = Math.addExact(draft.servedCount, count));
  }

  /** Adds 1 to the settled items and returns the settled sequence of the item: the next number. */
  default int nextSettled(long projectId) {
    ProgressRow row = change(projectId, draft -> draft.settledCount++);
    return Math.addExact(row.settledCount(), row.unsettledCount());
  }

  /**
   * Takes 1 from the settled items: an item that was settled is so no more. Its settled sequence is
   * not given again.
   */
  default void removeSettled(long projectId) {
    change(
        projectId,
        draft -> {
          draft.settledCount--;
          draft.unsettledCount++;
        });
  }

  default void setEmbeddingDimension(long projectId, int dimension) {
    change(projectId, draft -> draft.embeddingDimension = dimension);
  }

  /**
   * Adds 1 to the version of the embeddings and returns it: done by every change of what embeddings
   * items have that were in the pool before.
   */
  default long nextEmbeddingVersion(long projectId) {
    return change(projectId, draft -> draft.embeddingVersion++).embeddingVersion();
  }

  /** A wave is planned from the version: its vectors must be kept when they are replaced. */
  default void setPlannedEmbeddingVersion(long projectId, long version) {
    change(projectId, draft -> draft.plannedEmbeddingVersion = version);
  }

  default void setScoreSet(long projectId, long scoreSetId) {
    change(projectId, draft -> draft.scoreSetId = scoreSetId);
  }

  default void setLastWaveNumber(long projectId, long waveNumber) {
    change(projectId, draft -> draft.lastWaveNumber = waveNumber);
  }

  private ProgressRow change(long projectId, Consumer<ProgressRow.Draft> change) {
    ProgressRow changed = get(projectId).with(change);
    update(changed);
    return changed;
  }
}
