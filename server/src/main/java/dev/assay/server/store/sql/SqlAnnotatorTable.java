package dev.assay.server.store.sql;

import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AnnotatorTable;
import dev.assay.v1.AnnotatorState;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Table {@code annotator}. */
final class SqlAnnotatorTable implements AnnotatorTable {
  private static final String COLUMNS =
      "project_id, annotator_id, registered, labeler, adjudicator, price_micros, daily_limit, tags,"
          + " item_limit, state, state_reason, state_ms, by_owner, gold_count, gold_correct_count,"
          + " log_ratio, doubt_ms, revision, created_ms, updated_ms";

  /** Every column but the key. */
  private static final String REPLACED =
      Arrays.stream(COLUMNS.split(", "))
          .skip(2)
          .map(column -> column + " = excluded." + column)
          .collect(Collectors.joining(", "));

  private final Statements statements;

  SqlAnnotatorTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable AnnotatorRow find(long projectId, String annotatorId) {
    return statements
        .call("SELECT " + COLUMNS + " FROM annotator WHERE project_id = ? AND annotator_id = ?")
        .int64(projectId)
        .text(annotatorId)
        .first(SqlAnnotatorTable::read);
  }

  @Override
  public void put(AnnotatorRow row) {
    statements
        .call(
            "INSERT INTO annotator ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (project_id, annotator_id) DO UPDATE SET "
                + REPLACED)
        .int64(row.projectId())
        .text(row.annotatorId())
        .flag(row.registered())
        .flag(row.labeler())
        .flag(row.adjudicator())
        .int64(row.priceMicros())
        .int32(row.dailyLimit())
        .text(String.join(",", row.tags()))
        .int32(row.itemLimit())
        .int32(row.standing().state().getNumber())
        .text(row.standing().reason())
        .int64(row.standing().sinceMillis())
        .flag(row.standing().byOwner())
        .int64(row.gold().count())
        .int64(row.gold().correctCount())
        .real(row.gold().logRatio())
        .int64(row.gold().doubtSinceMillis())
        .int64(row.revision())
        .int64(row.createdMillis())
        .int64(row.updatedMillis())
        .updateOne();
  }

  @Override
  public List<AnnotatorRow> list(long projectId, String afterId, int limit) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM annotator WHERE project_id = ? AND annotator_id > ?"
                + " ORDER BY annotator_id LIMIT ?")
        .int64(projectId)
        .text(afterId)
        .int32(limit)
        .list(SqlAnnotatorTable::read);
  }

  @Override
  public int workSince(AnnotatorRow annotator, long sinceMillis, int limit) {
    return Objects.requireNonNull(
        statements
            .call(
                "SELECT (SELECT count(*) FROM (SELECT 1 FROM label WHERE project_id = ?"
                    + " AND annotator_id = ? AND created_ms >= ? LIMIT ?))"
                    + " + (SELECT count(*) FROM (SELECT 1 FROM assignment WHERE project_id = ?"
                    + " AND annotator_id = ? AND state = 1 LIMIT ?))")
            .int64(annotator.projectId())
            .text(annotator.annotatorId())
            .int64(sinceMillis)
            .int32(limit)
            .int64(annotator.projectId())
            .text(annotator.annotatorId())
            .int32(limit)
            .first(Row::int32));
  }

  @Override
  public void reinstate(long projectId, String annotatorId, long atMillis) {
    statements
        .call(
            "INSERT INTO reinstatement (project_id, annotator_id, at_ms) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING")
        .int64(projectId)
        .text(annotatorId)
        .int64(atMillis)
        .update();
  }

  @Override
  public List<Long> reinstatements(long projectId, String annotatorId) {
    return statements
        .call(
            "SELECT at_ms FROM reinstatement WHERE project_id = ? AND annotator_id = ?"
                + " ORDER BY at_ms")
        .int64(projectId)
        .text(annotatorId)
        .list(Row::int64);
  }

  private static List<String> tags(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  private static AnnotatorRow read(Row row) {
    return new AnnotatorRow(
        row.int64(),
        row.text(),
        row.flag(),
        row.flag(),
        row.flag(),
        row.int64OrNull(),
        row.int32(),
        tags(row.text()),
        row.int32(),
        new AnnotatorRow.Standing(
            row.code(AnnotatorState::forNumber), row.text(), row.int64(), row.flag()),
        new AnnotatorRow.GoldCount(row.int64(), row.int64(), row.real(), row.int64()),
        row.int64(),
        row.int64(),
        row.int64());
  }
}
