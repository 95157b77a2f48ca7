package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProgressTable;
import org.jspecify.annotations.Nullable;

/** Counters by project. */
record MemoryProgressTable(OpenBook book) implements ProgressTable {

  @Override
  public ProgressRow get(long projectId) {
    ProgressRow row = book.get().progress().get(projectId);
    if (row == null) {
      throw new IllegalStateException("project " + projectId + " has no progress");
    }
    return row;
  }

  @Override
  public long nextPoolVersion(long projectId) {
    Counts counts = new Counts(get(projectId));
    counts.poolVersion++;
    put(counts);
    return counts.poolVersion;
  }

  @Override
  public long nextAuditSequence(long projectId) {
    Counts counts = new Counts(get(projectId));
    counts.auditSequence++;
    put(counts);
    return counts.auditSequence;
  }

  @Override
  public void addItems(long projectId, int count) {
    Counts counts = new Counts(get(projectId));
    counts.itemCount += count;
    put(counts);
  }

  @Override
  public void addServed(long projectId, int count) {
    Counts counts = new Counts(get(projectId));
    counts.servedCount += count;
    put(counts);
  }

  @Override
  public int nextSettled(long projectId) {
    Counts counts = new Counts(get(projectId));
    counts.settledCount++;
    put(counts);
    return counts.settledCount + unsettled(projectId);
  }

  private int unsettled(long projectId) {
    Integer count = book.get().unsettled().get(projectId);
    return count == null ? 0 : count;
  }

  @Override
  public void removeSettled(long projectId) {
    Counts counts = new Counts(get(projectId));
    counts.settledCount--;
    put(counts);
    book.get().unsettled().put(projectId, unsettled(projectId) + 1);
  }

  @Override
  public void setEmbeddingDimension(long projectId, int dimension) {
    Counts counts = new Counts(get(projectId));
    counts.embeddingDimension = dimension;
    put(counts);
  }

  @Override
  public void setScoreSet(long projectId, long scoreSetId) {
    Counts counts = new Counts(get(projectId));
    counts.scoreSetId = scoreSetId;
    put(counts);
  }

  @Override
  public void setLastWaveNumber(long projectId, long waveNumber) {
    Counts counts = new Counts(get(projectId));
    counts.lastWaveNumber = waveNumber;
    put(counts);
  }

  private void put(Counts counts) {
    book.get().progress().update(counts.projectId, counts.row());
  }

  /** A row that can be changed in one place. */
  private static final class Counts {
    final long projectId;
    long poolVersion;
    int itemCount;
    int servedCount;
    int settledCount;
    int embeddingDimension;
    @Nullable Long scoreSetId;
    long lastWaveNumber;
    long auditSequence;

    Counts(ProgressRow row) {
      projectId = row.projectId();
      poolVersion = row.poolVersion();
      itemCount = row.itemCount();
      servedCount = row.servedCount();
      settledCount = row.settledCount();
      embeddingDimension = row.embeddingDimension();
      scoreSetId = row.scoreSetId();
      lastWaveNumber = row.lastWaveNumber();
      auditSequence = row.auditSequence();
    }

    ProgressRow row() {
      return new ProgressRow(
          projectId,
          poolVersion,
          itemCount,
          servedCount,
          settledCount,
          embeddingDimension,
          scoreSetId,
          lastWaveNumber,
          auditSequence);
    }
  }
}
