package dev.assay.server.store.sql;

import dev.assay.server.store.VerdictRow;
import dev.assay.server.store.VerdictTable;
import org.jspecify.annotations.Nullable;

/** Table {@code verdict}. */
final class SqlVerdictTable implements VerdictTable {
  private final Statements statements;

  SqlVerdictTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable VerdictRow find(long projectId, int ordinal) {
    return statements
        .call(
            "SELECT project_id, ordinal, probability, tied FROM verdict"
                + " WHERE project_id = ? AND ordinal = ?")
        .int64(projectId)
        .int32(ordinal)
        .first(row -> new VerdictRow(row.int64(), row.int32(), row.real(), row.flag()));
  }

  @Override
  public void put(VerdictRow row) {
    statements
        .call(
            "INSERT INTO verdict (project_id, ordinal, probability, tied) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (project_id, ordinal)"
                + " DO UPDATE SET probability = excluded.probability, tied = excluded.tied")
        .int64(row.projectId())
        .int32(row.ordinal())
        .real(row.probability())
        .flag(row.tied())
        .updateOne();
  }
}
