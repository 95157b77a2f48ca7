package dev.assay.server.store;

/**
 * One row for each project. Counters are changed in place, so that work in one transaction sees its
 * own changes.
 */
public interface ProgressTable {
  ProgressRow get(long projectId);

  /**
   * Adds 1 to the pool version and returns it: done by every change that an index of the pool must
   * see.
   */
  long nextPoolVersion(long projectId);

  /** Adds 1 to the audit sequence and returns it. */
  long nextAuditSequence(long projectId);

  void addItems(long projectId, int count);

  void addServed(long projectId, int count);

  /** Adds 1 to the settled items and returns the settled sequence of the item: the next number. */
  int nextSettled(long projectId);

  /**
   * Takes 1 from the settled items: an item that was settled is so no more. Its settled sequence is
   * not given again.
   */
  void removeSettled(long projectId);

  void setEmbeddingDimension(long projectId, int dimension);

  void setScoreSet(long projectId, long scoreSetId);

  void setLastWaveNumber(long projectId, long waveNumber);
}
