package dev.assay.server.store.sql;

import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AdjudicationTable;
import dev.assay.v1.Adjudication;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code adjudication}. */
final class SqlAdjudicationTable implements AdjudicationTable {
  private static final String COLUMNS =
      "d.project_id, d.ordinal, d.state, d.reasons, d.note, d.rounds, d.value, d.annotator_id,"
          + " d.created_ms, d.closed_ms";

  /** Not one whom the item was ever leased to: as a vote, as gold, or to adjudicate it. */
  private static final String IS_NEW_TO_ANNOTATOR =
      " WHERE NOT EXISTS (SELECT 1 FROM wave_item w JOIN assignment a"
          + " ON a.project_id = w.project_id AND a.wave_number = w.wave_number"
          + " AND a.position = w.position WHERE w.project_id = d.project_id"
          + " AND w.ordinal = d.ordinal AND a.annotator_id = ?)"
          + " AND NOT EXISTS (SELECT 1 FROM gold_check c WHERE c.project_id = d.project_id"
          + " AND c.annotator_id = ? AND c.ordinal = d.ordinal)";

  private final Statements statements;

  SqlAdjudicationTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable AdjudicationRow find(long projectId, int ordinal) {
    return statements
        .call("SELECT " + COLUMNS + " FROM adjudication d WHERE project_id = ? AND ordinal = ?")
        .int64(projectId)
        .int32(ordinal)
        .first(SqlAdjudicationTable::read);
  }

  @Override
  public void put(AdjudicationRow row) {
    statements
        .call("DELETE FROM adjudication WHERE project_id = ? AND ordinal = ?")
        .int64(row.projectId())
        .int32(row.ordinal())
        .update();
    statements
        .call(
            "INSERT INTO adjudication (project_id, ordinal, state, reasons, note, rounds, value,"
                + " annotator_id, created_ms, closed_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .int64(row.projectId())
        .int32(row.ordinal())
        .int32(row.state().getNumber())
        .int32(row.reasons())
        .text(row.note())
        .int32(row.rounds())
        .real(row.value())
        .text(row.annotatorId())
        .int64(row.createdMillis())
        .int64(row.closedMillis())
        .updateOne();
  }

  @Override
  public List<AdjudicationRow> waiting(
      long projectId,
      String annotatorId,
      long routes,
      long escalatedMillis,
      int limit,
      int scanLimit) {
    Map<Integer, AdjudicationRow> found = new LinkedHashMap<>();
    statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM (SELECT * FROM adjudication WHERE project_id = ? AND state = 1"
                + " AND created_ms <= ? ORDER BY created_ms, ordinal LIMIT ?) d"
                + IS_NEW_TO_ANNOTATOR
                + SqlGoldTable.isOnRoute("d")
                + " ORDER BY d.created_ms, d.ordinal LIMIT ?")
        .int64(projectId)
        .int64(escalatedMillis)
        .int32(scanLimit)
        .text(annotatorId)
        .text(annotatorId)
        .int64(routes)
        .int64(routes)
        .int32(limit)
        .list(SqlAdjudicationTable::read)
        .forEach(row -> found.put(row.ordinal(), row));
    statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM (SELECT * FROM adjudication WHERE project_id = ? AND state = 1"
                + " ORDER BY value DESC, created_ms, ordinal LIMIT ?) d"
                + IS_NEW_TO_ANNOTATOR
                + SqlGoldTable.isOnRoute("d")
                + " ORDER BY d.value DESC, d.created_ms, d.ordinal LIMIT ?")
        .int64(projectId)
        .int32(scanLimit)
        .text(annotatorId)
        .text(annotatorId)
        .int64(routes)
        .int64(routes)
        .int32(limit)
        .list(SqlAdjudicationTable::read)
        .forEach(row -> found.putIfAbsent(row.ordinal(), row));
    return found.values().stream().limit(limit).toList();
  }

  @Override
  public List<AdjudicationRow> list(
      long projectId, Adjudication.State state, int afterOrdinal, int limit) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM adjudication d WHERE project_id = ? AND ordinal > ? AND state = ?"
                + " ORDER BY ordinal LIMIT ?")
        .int64(projectId)
        .int32(afterOrdinal)
        .int32(state.getNumber())
        .int32(limit)
        .list(SqlAdjudicationTable::read);
  }

  @Override
  public Set<Integer> contested(long projectId) {
    return new HashSet<>(
        statements
            .call("SELECT ordinal FROM adjudication WHERE project_id = ? AND state = 4")
            .int64(projectId)
            .list(Row::int32));
  }

  private static AdjudicationRow read(Row row) {
    return new AdjudicationRow(
        row.int64(),
        row.int32(),
        row.code(Adjudication.State::forNumber),
        row.int32(),
        row.text(),
        row.int32(),
        row.real(),
        row.text(),
        row.int64(),
        row.int64OrNull());
  }
}
