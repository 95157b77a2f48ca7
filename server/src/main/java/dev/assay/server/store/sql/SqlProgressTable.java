package dev.assay.server.store.sql;

import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProgressTable;

/** Table {@code progress}. */
final class SqlProgressTable implements ProgressTable {
  private final Statements statements;

  SqlProgressTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public ProgressRow get(long projectId) {
    ProgressRow row =
        statements
            .call(
                "SELECT project_id, pool_version, item_count, served_count, settled_count,"
                    + " unsettled_count, embedding_dimension, embedding_version,"
                    + " planned_embedding_version, score_set_id, last_wave_number,"
                    + " audit_sequence FROM progress WHERE project_id = ?")
            .int64(projectId)
            .first(SqlProgressTable::read);
    if (row == null) {
      throw new IllegalStateException("project " + projectId + " has no progress");
    }
    return row;
  }

  @Override
  public void update(ProgressRow row) {
    statements
        .call(
            "UPDATE progress SET pool_version = ?, item_count = ?, served_count = ?,"
                + " settled_count = ?, unsettled_count = ?, embedding_dimension = ?,"
                + " embedding_version = ?, planned_embedding_version = ?,"
                + " score_set_id = ?, last_wave_number = ?, audit_sequence = ?"
                + " WHERE project_id = ?")
        .int64(row.poolVersion())
        .int32(row.itemCount())
        .int32(row.servedCount())
        .int32(row.settledCount())
        .int32(row.unsettledCount())
        .int32(row.embeddingDimension())
        .int64(row.embeddingVersion())
        .int64(row.plannedEmbeddingVersion())
        .int64(row.scoreSetId())
        .int64(row.lastWaveNumber())
        .int64(row.auditSequence())
        .int64(row.projectId())
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
        row.int32(),
        row.int64(),
        row.int64(),
        row.int64OrNull(),
        row.int64(),
        row.int64());
  }
}
