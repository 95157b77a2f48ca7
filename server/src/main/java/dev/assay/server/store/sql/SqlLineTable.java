package dev.assay.server.store.sql;

import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.LineRow;
import dev.assay.server.store.LineTable;
import dev.assay.server.store.Spending;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code budget_line}. As with the budget, a row that the schema refuses stops the writer.
 */
final class SqlLineTable implements LineTable {
  private static final String SELECT =
      "SELECT project_id, line, period_day, annotator_id, ceiling_micros, label_ceiling,"
          + " charged_micros, held_micros, funded_label_count, open_assignment_count, labeling_ms"
          + " FROM budget_line WHERE project_id = ? AND line = ?";

  private final Statements statements;

  SqlLineTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable LineRow find(long projectId, String line, int periodDay, String annotatorId) {
    return statements
        .call(SELECT + " AND period_day = ? AND annotator_id = ?")
        .int64(projectId)
        .text(line)
        .int32(periodDay)
        .text(annotatorId)
        .first(SqlLineTable::read);
  }

  @Override
  public void put(LineRow row) {
    Call call =
        statements.call(
            "INSERT INTO budget_line (project_id, line, period_day, annotator_id, ceiling_micros,"
                + " label_ceiling, charged_micros, held_micros, funded_label_count,"
                + " open_assignment_count, labeling_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (project_id, line, period_day, annotator_id) DO UPDATE SET"
                + " ceiling_micros = excluded.ceiling_micros,"
                + " label_ceiling = excluded.label_ceiling,"
                + " charged_micros = excluded.charged_micros, held_micros = excluded.held_micros,"
                + " funded_label_count = excluded.funded_label_count,"
                + " open_assignment_count = excluded.open_assignment_count,"
                + " labeling_ms = excluded.labeling_ms");
    try {
      call.int64(row.projectId())
          .text(row.line())
          .int32(row.periodDay())
          .text(row.annotatorId())
          .int64(row.ceilingMicros())
          .int64(row.labelCeiling())
          .int64(row.spent().chargedMicros())
          .int64(row.spent().heldMicros())
          .int64(row.spent().fundedLabelCount())
          .int64(row.spent().openAssignmentCount())
          .int64(row.spent().labelingMillis())
          .updateOne();
    } catch (ConstraintViolated e) {
      throw statements.broken("the schema refuses this balance of a line: " + row, e);
    }
  }

  @Override
  public List<LineRow> list(
      long projectId, String line, int afterPeriodDay, String afterAnnotatorId, int limit) {
    return statements
        .call(
            SELECT
                + " AND (period_day, annotator_id) > (?, ?)"
                + " ORDER BY period_day, annotator_id LIMIT ?")
        .int64(projectId)
        .text(line)
        .int32(afterPeriodDay)
        .text(afterAnnotatorId)
        .int32(limit)
        .list(SqlLineTable::read);
  }

  @Override
  public void clear(long projectId) {
    statements.call("DELETE FROM budget_line WHERE project_id = ?").int64(projectId).update();
  }

  @Override
  public int count(long projectId) {
    return Objects.requireNonNull(
        statements
            .call("SELECT count(*) FROM budget_line WHERE project_id = ?")
            .int64(projectId)
            .first(Row::int32));
  }

  private static LineRow read(Row row) {
    return new LineRow(
        row.int64(),
        row.text(),
        row.int32(),
        row.text(),
        row.int64OrNull(),
        row.int64OrNull(),
        new Spending(row.int64(), row.int64(), row.int64(), row.int64(), row.int64()));
  }
}
