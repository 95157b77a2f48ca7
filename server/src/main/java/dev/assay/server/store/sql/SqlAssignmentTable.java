package dev.assay.server.store.sql;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.AssignmentTable;
import dev.assay.v1.Slice;
import dev.assay.v1.TaskKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code assignment}. */
final class SqlAssignmentTable implements AssignmentTable {
  private static final String COLUMNS =
      "a.assignment_id, a.project_id, a.ordinal, a.wave_number, a.position, a.annotator_id,"
          + " a.task_kind, a.slice, a.price_micros, a.state, a.created_ms, a.expire_ms,"
          + " a.granted_sequence, a.closed_sequence";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM assignment a";

  private final Statements statements;

  SqlAssignmentTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable AssignmentRow find(long assignmentId) {
    return statements
        .call(SELECT + " WHERE assignment_id = ?")
        .int64(assignmentId)
        .first(SqlAssignmentTable::read);
  }

  @Override
  public long lastId() {
    return statements.call("SELECT max(assignment_id) FROM assignment").next() - 1;
  }

  @Override
  public void insert(List<AssignmentRow> rows) {
    Call call =
        statements.call(
            "INSERT INTO assignment (assignment_id, project_id, ordinal, wave_number, position,"
                + " annotator_id, task_kind, slice, price_micros, state, created_ms, expire_ms,"
                + " granted_sequence, closed_sequence)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (AssignmentRow row : rows) {
      call.int64(row.assignmentId())
          .int64(row.projectId())
          .int32(row.ordinal())
          .int64(row.waveNumber())
          .int32(row.position())
          .text(row.annotatorId())
          .int32(row.taskKind().getNumber())
          .int32(row.slice().getNumber())
          .int64(row.priceMicros())
          .int32(number(row.state()))
          .int64(row.createdMillis())
          .int64(row.expireMillis())
          .int64(row.grantedSequence())
          .int64(row.closedSequence())
          .endRow();
    }
    call.updateRows();
  }

  @Override
  public void close(long assignmentId, AssignmentRow.State state, long closedSequence) {
    statements
        .call(
            "UPDATE assignment SET expired_sequence ="
                + " CASE WHEN state IN (3, 4) THEN closed_sequence ELSE expired_sequence END,"
                + " state = ?, closed_sequence = ? WHERE assignment_id = ?")
        .int32(number(state))
        .int64(closedSequence)
        .int64(assignmentId)
        .updateOne();
  }

  @Override
  public void putOff(long byMillis) {
    statements
        .call("UPDATE assignment SET expire_ms = expire_ms + ? WHERE state = 1")
        .int64(byMillis)
        .update();
  }

  @Override
  public void transfer(long assignmentId, String annotatorId) {
    statements
        .call("UPDATE assignment SET annotator_id = ? WHERE assignment_id = ?")
        .text(annotatorId)
        .int64(assignmentId)
        .updateOne();
  }

  @Override
  public List<AssignmentRow> open(
      long projectId, @Nullable String annotatorId, long grantedByMillis, After after, int limit) {
    Call call =
        statements
            .call(
                SELECT
                    + " WHERE a.project_id = ?"
                    + (annotatorId == null ? "" : " AND a.annotator_id = ?")
                    + " AND a.state = 1 AND a.expire_ms >= ?"
                    + " AND (a.expire_ms > ? OR a.assignment_id > ?) AND a.created_ms <= ?"
                    + " ORDER BY a.expire_ms, a.assignment_id LIMIT ?")
            .int64(projectId);
    if (annotatorId != null) {
      call.text(annotatorId);
    }
    return call.int64(after.expireMillis())
        .int64(after.expireMillis())
        .int64(after.assignmentId())
        .int64(grantedByMillis)
        .int32(limit)
        .list(SqlAssignmentTable::read);
  }

  @Override
  public List<AssignmentRow> returned(long projectId, @Nullable String annotatorId, int limit) {
    Call call =
        statements
            .call(
                SELECT
                    + " WHERE a.project_id = ?"
                    + (annotatorId == null ? "" : " AND a.annotator_id = ?")
                    + " AND a.state = 3 ORDER BY a.annotator_id, a.assignment_id LIMIT ?")
            .int64(projectId);
    if (annotatorId != null) {
      call.text(annotatorId);
    }
    return call.int32(limit).list(SqlAssignmentTable::read);
  }

  @Override
  public List<AssignmentRow> due(long projectId, long nowMillis, int limit) {
    return statements
        .call(
            SELECT
                + " WHERE project_id = ? AND state = 1 AND expire_ms <= ?"
                + " ORDER BY expire_ms, assignment_id LIMIT ?")
        .int64(projectId)
        .int64(nowMillis)
        .int32(limit)
        .list(SqlAssignmentTable::read);
  }

  @Override
  public List<Long> projectsWithDue(long nowMillis, int limit) {
    return statements
        .call(
            "SELECT project_id FROM progress p WHERE (SELECT min(a.expire_ms) FROM assignment a"
                + " WHERE a.project_id = p.project_id AND a.state = 1) <= ?"
                + " ORDER BY project_id LIMIT ?")
        .int64(nowMillis)
        .int32(limit)
        .list(Row::int64);
  }

  @Override
  public @Nullable Long nextExpiryMillis(long projectId) {
    return statements
        .call(
            "SELECT expire_ms FROM assignment WHERE project_id = ? AND state = 1"
                + " ORDER BY expire_ms LIMIT 1")
        .int64(projectId)
        .first(Row::int64);
  }

  @Override
  public List<AssignmentRow> ofItem(long projectId, int ordinal) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM wave_item w JOIN assignment a ON a.project_id = w.project_id"
                + " AND a.wave_number = w.wave_number AND a.position = w.position"
                + " WHERE w.project_id = ? AND w.ordinal = ? UNION ALL SELECT "
                + COLUMNS
                + " FROM assignment a WHERE a.project_id = ? AND a.wave_number = 0"
                + " AND a.position = ? ORDER BY 1")
        .int64(projectId)
        .int32(ordinal)
        .int64(projectId)
        .int32(ordinal)
        .list(SqlAssignmentTable::read);
  }

  private static AssignmentRow read(Row row) {
    return new AssignmentRow(
        row.int64(),
        row.int64(),
        new AssignmentRow.Place(row.int32(), row.int64(), row.int32()),
        row.text(),
        row.code(TaskKind::forNumber),
        row.code(Slice::forNumber),
        row.int64(),
        new AssignmentRow.Lease(
            row.code(SqlAssignmentTable::state),
            row.int64(),
            row.int64(),
            row.int64(),
            row.int64OrNull()));
  }

  private static int number(AssignmentRow.State state) {
    return switch (state) {
      case HELD -> 1;
      case LABELED -> 2;
      case RETURNED -> 3;
      case EXPIRED -> 4;
    };
  }

  private static AssignmentRow.@Nullable State state(int number) {
    return switch (number) {
      case 1 -> AssignmentRow.State.HELD;
      case 2 -> AssignmentRow.State.LABELED;
      case 3 -> AssignmentRow.State.RETURNED;
      case 4 -> AssignmentRow.State.EXPIRED;
      default -> null;
    };
  }
}
