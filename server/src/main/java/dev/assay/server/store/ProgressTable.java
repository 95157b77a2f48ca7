package dev.assay.server.store;

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
    ProgressRow row = get(projectId);
    update(row.withPoolVersion(row.poolVersion() + 1));
    return row.poolVersion() + 1;
  }

  /** Adds 1 to the audit sequence and returns it. */
  default long nextAuditSequence(long projectId) {
    ProgressRow row = get(projectId);
    update(row.withAuditSequence(row.auditSequence() + 1));
    return row.auditSequence() + 1;
  }

  default void addItems(long projectId, int count) {
    ProgressRow row = get(projectId);
    update(row.withItemCount(Math.addExact(row.itemCount(), count)));
  }

  default void addServed(long projectId, int count) {
    ProgressRow row = get(projectId);
    update(row.withServedCount(Math.addExact(row.servedCount(), count)));
  }

  /** Adds 1 to the settled items and returns the settled sequence of the item: the next number. */
  default int nextSettled(long projectId) {
    ProgressRow row = get(projectId);
    update(row.withSettled(row.settledCount() + 1, row.unsettledCount()));
    return Math.addExact(row.settledCount() + 1, row.unsettledCount());
  }

  /**
   * Takes 1 from the settled items: an item that was settled is so no more. Its settled sequence is
   * not given again.
   */
  default void removeSettled(long projectId) {
    ProgressRow row = get(projectId);
    update(row.withSettled(row.settledCount() - 1, row.unsettledCount() + 1));
  }

  default void setEmbeddingDimension(long projectId, int dimension) {
    update(get(projectId).withEmbeddingDimension(dimension));
  }

  /**
   * Adds 1 to the version of the embeddings and returns it: done by every change of what embeddings
   * items have that were in the pool before.
   */
  default long nextEmbeddingVersion(long projectId) {
    ProgressRow row = get(projectId);
    long version = row.embeddingVersion() + 1;
    update(row.withEmbeddingVersions(version, row.plannedEmbeddingVersion()));
    return version;
  }

  /** A wave is planned from the version: its vectors must be kept when they are replaced. */
  default void setPlannedEmbeddingVersion(long projectId, long version) {
    ProgressRow row = get(projectId);
    update(row.withEmbeddingVersions(row.embeddingVersion(), version));
  }

  default void setScoreSet(long projectId, long scoreSetId) {
    update(get(projectId).withScoreSetId(scoreSetId));
  }

  default void setLastWaveNumber(long projectId, long waveNumber) {
    update(get(projectId).withLastWaveNumber(waveNumber));
  }
}
