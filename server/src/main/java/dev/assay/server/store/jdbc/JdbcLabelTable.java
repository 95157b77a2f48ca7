package dev.assay.server.store.jdbc;

import dev.assay.server.store.LabelRow;
import dev.assay.server.store.LabelTable;
import dev.assay.v1.Funding;
import dev.assay.v1.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code label}. */
final class JdbcLabelTable implements LabelTable {
  private final Statements statements;
  private final Numbers numbers;

  JdbcLabelTable(Statements statements, Numbers numbers) {
    this.statements = statements;
    this.numbers = numbers;
  }

  @Override
  public void insert(LabelRow row) {
    long labelId =
        numbers.take(
            statements, "SELECT max(label_id) FROM label WHERE project_id = ?", row.projectId(), 1);
    statements
        .call(
            "INSERT INTO label (project_id, label_id, ordinal, annotator_id, assignment_id, answer,"
                + " funding, charged_micros, slice, labeling_ms, created_ms)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .int64(row.projectId())
        .int64(labelId)
        .int32(row.ordinal())
        .text(row.annotatorId())
        .int64(row.assignmentId())
        .text(row.answer())
        .int32(row.funding().getNumber())
        .int64(row.chargedMicros())
        .int32(row.slice().getNumber())
        .int64(row.labelingMillis())
        .int64(row.createdMillis())
        .updateOne();
  }

  @Override
  public List<String> answers(long projectId, int ordinal) {
    return statements
        .call(
            "SELECT answer FROM label WHERE project_id = ? AND ordinal = ? AND funding = 1"
                + " ORDER BY label_id")
        .int64(projectId)
        .int32(ordinal)
        .list(Row::text);
  }

  @Override
  public List<LabelRow> list(
      long projectId,
      long afterId,
      @Nullable Integer ordinal,
      @Nullable Funding funding,
      int limit) {
    // The numbers of the filters stand in the text so that an index over some rows can serve it.
    Call call =
        statements
            .call(
                "SELECT l.label_id, l.project_id, l.ordinal, i.item_id, l.annotator_id,"
                    + " l.assignment_id, l.answer, l.funding, l.charged_micros, l.slice,"
                    + " l.labeling_ms, l.created_ms FROM label l"
                    + " JOIN item i ON i.project_id = l.project_id AND i.ordinal = l.ordinal"
                    + " WHERE l.project_id = ? AND l.label_id > ?"
                    + (ordinal == null ? "" : " AND l.ordinal = ?")
                    + (funding == null ? "" : " AND l.funding = " + funding.getNumber())
                    + " ORDER BY l.label_id LIMIT ?")
            .int64(projectId)
            .int64(afterId);
    if (ordinal != null) {
      call.int32(ordinal);
    }
    return call.int32(limit).list(JdbcLabelTable::read);
  }

  private static LabelRow read(Row row) {
    return new LabelRow(
        row.int64(),
        row.int64(),
        row.int32(),
        row.text(),
        row.text(),
        row.int64(),
        row.text(),
        row.code(Funding::forNumber),
        row.int64(),
        row.code(Slice::forNumber),
        row.int64OrNull(),
        row.int64());
  }
}
