package dev.assay.server.store.sql;

import dev.assay.server.store.CountedVote;
import dev.assay.server.store.LabelCost;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.LabelTable;
import dev.assay.server.store.LabelTotals;
import dev.assay.v1.Funding;
import dev.assay.v1.Slice;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Table {@code label}. */
final class SqlLabelTable implements LabelTable {
  private static final String COLUMNS =
      "l.label_id, l.project_id, l.ordinal, i.item_id, l.annotator_id, l.assignment_id, l.answer,"
          + " l.funding, l.charged_micros, l.slice, l.labeling_ms, l.created_ms, l.discounted";

  private static final String JOIN_ITEM =
      " JOIN item i ON i.project_id = l.project_id AND i.ordinal = l.ordinal";

  /** Those of gold checks too: their assignments are of wave 0, at the item's own number. */
  private static final String ALL_LABELS_OF_ITEM =
      " FROM (SELECT a.assignment_id FROM wave_item w"
          + " JOIN assignment a ON a.project_id = w.project_id"
          + " AND a.wave_number = w.wave_number AND a.position = w.position"
          + " WHERE w.project_id = ? AND w.ordinal = ? UNION ALL"
          + " SELECT g.assignment_id FROM assignment g WHERE g.project_id = ?"
          + " AND g.wave_number = 0 AND g.position = ?) s"
          + " JOIN label l ON l.assignment_id = s.assignment_id";

  private static final String LABELS_OF_ITEM =
      " FROM wave_item w"
          + " JOIN assignment a ON a.project_id = w.project_id"
          + " AND a.wave_number = w.wave_number AND a.position = w.position"
          + " JOIN label l ON l.assignment_id = a.assignment_id";

  private final Statements statements;

  SqlLabelTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void insert(LabelRow row) {
    statements
        .call(
            "INSERT INTO label (project_id, label_id, ordinal, annotator_id, assignment_id, answer,"
                + " funding, charged_micros, slice, labeling_ms, created_ms)"
                + " VALUES (?, (SELECT coalesce(max(label_id), 0) + 1 FROM label"
                + " WHERE project_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .int64(row.projectId())
        .int64(row.projectId())
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
  public @Nullable LabelRow ofAssignment(long assignmentId) {
    return statements
        .call("SELECT " + COLUMNS + " FROM label l" + JOIN_ITEM + " WHERE l.assignment_id = ?")
        .int64(assignmentId)
        .first(SqlLabelTable::read);
  }

  @Override
  public void update(LabelRow row) {
    statements
        .call(
            "UPDATE label SET answer = ?, funding = ?, labeling_ms = ?"
                + " WHERE project_id = ? AND label_id = ?")
        .text(row.answer())
        .int32(row.funding().getNumber())
        .int64(row.labelingMillis())
        .int64(row.projectId())
        .int64(row.labelId())
        .updateOne();
  }

  @Override
  public List<String> answers(long projectId, int ordinal) {
    return statements
        .call(
            "SELECT l.answer"
                + LABELS_OF_ITEM
                + " WHERE w.project_id = ? AND w.ordinal = ? AND l.funding = 1"
                + " AND l.discounted = 0 AND l.slice <> 6 ORDER BY l.label_id")
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
    String filters =
        " AND l.label_id > ?"
            // In the text, so that an index over the rows with that number can serve it.
            + (funding == null ? "" : " AND l.funding = " + funding.getNumber())
            + " ORDER BY l.label_id LIMIT ?";
    if (ordinal != null) {
      return statements
          .call("SELECT " + COLUMNS + ALL_LABELS_OF_ITEM + JOIN_ITEM + " WHERE 1 = 1" + filters)
          .int64(projectId)
          .int32(ordinal)
          .int64(projectId)
          .int32(ordinal)
          .int64(afterId)
          .int32(limit)
          .list(SqlLabelTable::read);
    }
    return statements
        .call(
            "SELECT " + COLUMNS + " FROM label l" + JOIN_ITEM + " WHERE l.project_id = ?" + filters)
        .int64(projectId)
        .int64(afterId)
        .int32(limit)
        .list(SqlLabelTable::read);
  }

  @Override
  public void fund(long projectId, long labelId, Funding funding, long chargedMicros) {
    statements
        .call(
            "UPDATE label SET funding = ?, charged_micros = ? WHERE project_id = ? AND label_id ="
                + " ?")
        .int32(funding.getNumber())
        .int64(chargedMicros)
        .int64(projectId)
        .int64(labelId)
        .updateOne();
  }

  @Override
  public List<LabelRow> votesBetween(
      long projectId, String annotatorId, long afterMillis, long untilMillis, int limit) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM label l"
                + JOIN_ITEM
                + " WHERE l.project_id = ? AND l.annotator_id = ? AND l.created_ms > ?"
                + " AND l.created_ms <= ? AND l.funding = 1 AND l.slice NOT IN (4, 6)"
                + " ORDER BY l.created_ms DESC, l.label_id DESC LIMIT ?")
        .int64(projectId)
        .text(annotatorId)
        .int64(afterMillis)
        .int64(untilMillis)
        .int32(limit)
        .list(SqlLabelTable::read);
  }

  @Override
  public List<LabelRow> discounted(long projectId, String annotatorId) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM label l"
                + JOIN_ITEM
                + " WHERE l.project_id = ? AND l.annotator_id = ? AND l.discounted = 1"
                + " ORDER BY l.label_id")
        .int64(projectId)
        .text(annotatorId)
        .list(SqlLabelTable::read);
  }

  @Override
  public List<LabelRow> latest(long projectId, String annotatorId, int limit) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM label l"
                + JOIN_ITEM
                + " WHERE l.project_id = ? AND l.annotator_id = ?"
                + " ORDER BY l.created_ms DESC, l.label_id DESC LIMIT ?")
        .int64(projectId)
        .text(annotatorId)
        .int32(limit)
        .list(SqlLabelTable::read);
  }

  @Override
  public List<Long> latestDurations(long projectId, String exceptAnnotatorId, int limit) {
    return statements
        .call(
            "SELECT labeling_ms FROM (SELECT labeling_ms, annotator_id FROM label"
                + " WHERE project_id = ? ORDER BY label_id DESC LIMIT ?)"
                + " WHERE labeling_ms IS NOT NULL AND annotator_id <> ?")
        .int64(projectId)
        .int32(limit)
        .text(exceptAnnotatorId)
        .list(Row::int64);
  }

  @Override
  public long lastId(long projectId) {
    Long last =
        statements
            .call("SELECT label_id FROM label WHERE project_id = ? ORDER BY label_id DESC LIMIT 1")
            .int64(projectId)
            .first(Row::int64);
    return last == null ? 0 : last;
  }

  @Override
  public void scanCounted(long projectId, long afterId, Consumer<CountedVote> consumer) {
    statements
        .call(
            "SELECT label_id, ordinal, annotator_id, answer FROM label WHERE project_id = ?"
                + " AND label_id > ? AND funding = 1 AND discounted = 0 AND slice NOT IN (4, 6)"
                + " ORDER BY label_id")
        .int64(projectId)
        .int64(afterId)
        .each(
            row ->
                consumer.accept(new CountedVote(row.int64(), row.int32(), row.text(), row.text())));
  }

  @Override
  public void discount(long projectId, long labelId, boolean discounted) {
    statements
        .call("UPDATE label SET discounted = ? WHERE project_id = ? AND label_id = ?")
        .flag(discounted)
        .int64(projectId)
        .int64(labelId)
        .updateOne();
  }

  @Override
  public LabelTotals totals(long projectId) {
    return Objects.requireNonNull(
        statements
            .call(
                "SELECT count(CASE WHEN funding = 1 THEN 1 END),"
                    + " count(CASE WHEN funding = 3 THEN 1 END),"
                    + " count(CASE WHEN funding = 2 THEN 1 END), coalesce(sum(charged_micros), 0)"
                    + " FROM label WHERE project_id = ?")
            .int64(projectId)
            .first(row -> new LabelTotals(row.int64(), row.int64(), row.int64(), row.int64())));
  }

  @Override
  public void scanCosts(long projectId, Consumer<LabelCost> consumer) {
    statements
        .call(
            "SELECT ordinal, charged_micros, CASE WHEN funding = 1"
                + " OR (funding = 3 AND charged_micros > 0) THEN 1 ELSE 0 END,"
                + " coalesce(labeling_ms, 0) FROM label WHERE project_id = ? ORDER BY label_id")
        .int64(projectId)
        .each(
            row ->
                consumer.accept(
                    new LabelCost(row.int32(), row.int64(), row.int32() == 1, row.int64())));
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
        row.int64(),
        row.flag());
  }
}
