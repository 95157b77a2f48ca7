package dev.assay.server.store.jdbc;

import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProgressTable;

/** Table {@code progress}. */
final class JdbcProgressTable implements ProgressTable {
  private final Statements statements;

  JdbcProgressTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public ProgressRow get(long projectId) {
    ProgressRow row =
        statements
            .call(
                "SELECT project_id, pool_version, item_count, served_count, settled_count,"
                    + " embedding_dimension, score_set_id, last_wave_number, audit_sequence"
                    + " FROM progress WHERE project_id = ?")
            .int64(projectId)
            .first(JdbcProgressTable::read);
    if (row == null) {
      throw new IllegalStateException("project " + projectId + " has no progress");
    }
    return row;
  }

  @Override
  public long nextPoolVersion(long projectId) {
    return next("pool_version", projectId);
  }

  @Override
  public long nextAuditSequence(long projectId) {
    return next("audit_sequence", projectId);
  }

  @Override
  public int nextSettled(long projectId) {
    next("settled_count", projectId);
    Long sequence =
        statements
            .call("SELECT settled_count + unsettled_count FROM progress WHERE project_id = ?")
            .int64(projectId)
            .first(Row::int64);
    return Math.toIntExact(java.util.Objects.requireNonNull(sequence));
  }

  @Override
  public void removeSettled(long projectId) {
    statements
        .call(
            "UPDATE progress SET settled_count = settled_count - 1,"
                + " unsettled_count = unsettled_count + 1 WHERE project_id = ?")
        .int64(projectId)
        .updateOne();
  }

  @Override
  public void addItems(long projectId, int count) {
    set("item_count = item_count + ?", count, projectId);
  }

  @Override
  public void addServed(long projectId, int count) {
    set("served_count = served_count + ?", count, projectId);
  }

  @Override
  public void setEmbeddingDimension(long projectId, int dimension) {
    set("embedding_dimension = ?", dimension, projectId);
  }

  @Override
  public void setScoreSet(long projectId, long scoreSetId) {
    set("score_set_id = ?", scoreSetId, projectId);
  }

  @Override
  public void setLastWaveNumber(long projectId, long waveNumber) {
    set("last_wave_number = ?", waveNumber, projectId);
  }

  private long next(String column, long projectId) {
    Long value =
        statements
            .call(
                "UPDATE progress SET "
                    + column
                    + " = "
                    + column
                    + " + 1 WHERE project_id = ? RETURNING "
                    + column)
            .int64(projectId)
            .first(Row::int64);
    if (value == null) {
      throw new IllegalStateException("project " + projectId + " has no progress");
    }
    return value;
  }

  private void set(String assignment, long value, long projectId) {
    statements
        .call("UPDATE progress SET " + assignment + " WHERE project_id = ?")
        .int64(value)
        .int64(projectId)
        .updateOne();
  }

  private static ProgressRow read(Row row) {
    return new ProgressRow(
        row.int64(),
        row.int64(),
        row.int32(),
        row.int32(),
        row.int32(),
        row.int32(),
        row.int64OrNull(),
        row.int64(),
        row.int64());
  }
}
