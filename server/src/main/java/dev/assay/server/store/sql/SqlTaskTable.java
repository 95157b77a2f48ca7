package dev.assay.server.store.sql;

import dev.assay.server.store.SettledDraw;
import dev.assay.server.store.SettledRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.TaskTable;
import dev.assay.v1.Slice;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Table {@code task}. */
final class SqlTaskTable implements TaskTable {
  private static final String COLUMNS =
      "t.project_id, t.ordinal, t.wave_number, t.position, t.slice, t.vote_count, t.open_count,"
          + " t.wanted_count, t.verdict, t.agreement_count, t.settled_sequence, t.route,"
          + " t.passed_over";

  private static final String SELECT_SETTLED =
      "SELECT i.item_id, "
          + COLUMNS
          + ", "
          + SqlWaveTable.ITEM_COLUMNS
          + " FROM task t"
          + " JOIN item i ON i.project_id = t.project_id AND i.ordinal = t.ordinal"
          + " JOIN wave_item w ON w.project_id = t.project_id AND w.wave_number = t.wave_number"
          + " AND w.position = t.position";

  private final Statements statements;

  SqlTaskTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable TaskRow find(long projectId, int ordinal) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM wave_item w JOIN task t ON t.project_id = w.project_id"
                + " AND t.wave_number = w.wave_number AND t.position = w.position"
                + " WHERE w.project_id = ? AND w.ordinal = ?")
        .int64(projectId)
        .int32(ordinal)
        .first(SqlTaskTable::read);
  }

  @Override
  public void insert(List<TaskRow> rows) {
    Call call =
        statements.call(
            "INSERT INTO task (project_id, ordinal, wave_number, position, slice, vote_count,"
                + " open_count, wanted_count, verdict, agreement_count, settled_sequence, route,"
                + " passed_over) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (TaskRow row : rows) {
      call.int64(row.projectId())
          .int32(row.ordinal())
          .int64(row.waveNumber())
          .int32(row.position())
          .int32(row.slice().getNumber())
          .int32(row.voteCount())
          .int32(row.openCount())
          .int32(row.wantedCount())
          .text(row.verdict())
          .int32(row.agreementCount())
          .int32(row.settledSequence())
          .int32(row.route())
          .flag(row.passedOver())
          .endRow();
    }
    call.updateRows();
  }

  @Override
  public void update(TaskRow row) {
    statements
        .call(
            "UPDATE task SET slice = ?, vote_count = ?, open_count = ?, wanted_count = ?,"
                + " verdict = ?, agreement_count = ?, settled_sequence = ?, route = ?,"
                + " passed_over = ? WHERE project_id = ? AND wave_number = ? AND position = ?")
        .int32(row.slice().getNumber())
        .int32(row.voteCount())
        .int32(row.openCount())
        .int32(row.wantedCount())
        .text(row.verdict())
        .int32(row.agreementCount())
        .int32(row.settledSequence())
        .int32(row.route())
        .flag(row.passedOver())
        .int64(row.projectId())
        .int64(row.waveNumber())
        .int32(row.position())
        .updateOne();
  }

  @Override
  public List<TaskRow> wanted(
      long projectId, String annotatorId, int route, int limit, int scanLimit) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM (SELECT * FROM task WHERE project_id = ? AND route = ? AND wanted_count >"
                + " 0 ORDER BY wave_number, position LIMIT ?) t WHERE NOT EXISTS (SELECT 1 FROM"
                + " assignment a WHERE a.project_id = t.project_id AND a.wave_number ="
                + " t.wave_number AND a.position = t.position AND a.annotator_id = ? AND (a.state"
                + " <> 4 OR EXISTS (SELECT 1 FROM label l WHERE l.assignment_id ="
                + " a.assignment_id))) AND NOT EXISTS (SELECT 1 FROM gold_check c WHERE"
                + " c.project_id = t.project_id AND c.annotator_id = ? AND c.ordinal = t.ordinal"
                + " AND c.state <> 2) ORDER BY t.wave_number, t.position LIMIT ?")
        .int64(projectId)
        .int32(route)
        .int32(scanLimit)
        .text(annotatorId)
        .text(annotatorId)
        .int32(limit)
        .list(SqlTaskTable::read);
  }

  @Override
  public int wantedCount(long projectId, int route, int limit) {
    return count(
        "SELECT count(*) FROM (SELECT 1 FROM task WHERE project_id = ? AND route = ?"
            + " AND wanted_count > 0 LIMIT ?)",
        projectId,
        route,
        limit);
  }

  @Override
  public int passedOverCount(long projectId, int route, int limit) {
    return count(
        "SELECT count(*) FROM (SELECT 1 FROM task WHERE project_id = ? AND route = ?"
            + " AND passed_over = 1 LIMIT ?)",
        projectId,
        route,
        limit);
  }

  private int count(String query, long projectId, int route, int limit) {
    return Objects.requireNonNull(
        statements.call(query).int64(projectId).int32(route).int32(limit).first(Row::int32));
  }

  @Override
  public boolean isAnyWanted(long projectId) {
    return statements
            .call("SELECT 1 FROM task WHERE project_id = ? AND wanted_count > 0 LIMIT 1")
            .int64(projectId)
            .first(Row::int64)
        != null;
  }

  @Override
  public List<SettledRow> settled(long projectId, int afterSequence, int limit) {
    return statements
        .call(
            SELECT_SETTLED
                + " WHERE t.project_id = ? AND t.settled_sequence > ?"
                + " ORDER BY t.settled_sequence LIMIT ?")
        .int64(projectId)
        .int32(afterSequence)
        .int32(limit)
        .list(SqlTaskTable::readSettled);
  }

  @Override
  public void scanSettled(long projectId, long fromWave, Consumer<SettledDraw> consumer) {
    statements
        .call(
            "SELECT t.verdict, "
                + SqlWaveTable.ITEM_COLUMNS
                + " FROM task t JOIN wave_item w ON w.project_id = t.project_id"
                + " AND w.wave_number = t.wave_number AND w.position = t.position"
                + " WHERE t.project_id = ? AND t.wave_number >= ?"
                + " AND t.settled_sequence IS NOT NULL ORDER BY t.wave_number, t.position")
        .int64(projectId)
        .int64(fromWave)
        .each(row -> consumer.accept(new SettledDraw(row.text(), SqlWaveTable.readItem(row))));
  }

  private static TaskRow read(Row row) {
    return new TaskRow(
        row.int64(),
        row.int32(),
        row.int64(),
        row.int32(),
        row.code(Slice::forNumber),
        row.int32(),
        row.int32(),
        row.int32(),
        row.textOrNull(),
        row.int32(),
        row.int32OrNull(),
        row.int32(),
        row.flag());
  }

  private static SettledRow readSettled(Row row) {
    return new SettledRow(row.text(), read(row), SqlWaveTable.readItem(row));
  }
}
