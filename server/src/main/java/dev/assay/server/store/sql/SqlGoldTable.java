package dev.assay.server.store.sql;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.GoldTable;
import dev.assay.v1.GoldItem;
import dev.assay.v1.TaskKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Tables {@code gold} and {@code gold_check}. */
final class SqlGoldTable implements GoldTable {
  private static final String COLUMNS =
      "g.project_id, g.ordinal, g.answer_key, g.source, g.reserved, g.after_wave, g.retired,"
          + " g.place, g.use_count, g.checked_count, g.passed_count, g.created_ms";
  private static final String CHECK_COLUMNS =
      "c.project_id, c.annotator_id, c.ordinal, c.assignment_id, c.wave_number, c.position,"
          + " c.priced_as, c.state, c.key_class, c.passed, c.created_ms, c.answered_ms";

  /** The annotator, twice, has neither voted on the item of check c, nor been shown it for good. */
  private static final String MAY_BE_GIVEN =
      "NOT EXISTS (SELECT 1 FROM assignment a WHERE a.project_id = c.project_id"
          + " AND a.wave_number = 0 AND a.position = c.ordinal AND a.annotator_id = ?"
          + " AND (a.state <> 4 OR EXISTS"
          + " (SELECT 1 FROM label l WHERE l.assignment_id = a.assignment_id)))"
          + " AND NOT EXISTS (SELECT 1 FROM wave_item w JOIN assignment a"
          + " ON a.project_id = w.project_id AND a.wave_number = w.wave_number"
          + " AND a.position = w.position WHERE w.project_id = c.project_id"
          + " AND w.ordinal = c.ordinal AND a.annotator_id = ?)";

  /** A set of routes, twice, in which every bit is set or that of the route of a row's item. */
  static String isOnRoute(String row) {
    return " AND (? = -1 OR ((? >> (SELECT i.route FROM item i WHERE i.project_id = "
        + row
        + ".project_id AND i.ordinal = "
        + row
        + ".ordinal)) & 1) = 1)";
  }

  private final Statements statements;

  SqlGoldTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable GoldRow find(long projectId, int ordinal) {
    return statements
        .call("SELECT " + COLUMNS + " FROM gold g WHERE project_id = ? AND ordinal = ?")
        .int64(projectId)
        .int32(ordinal)
        .first(SqlGoldTable::read);
  }

  @Override
  public void put(GoldRow row) {
    statements
        .call("DELETE FROM gold WHERE project_id = ? AND ordinal = ?")
        .int64(row.projectId())
        .int32(row.ordinal())
        .update();
    statements
        .call(
            "INSERT INTO gold (project_id, ordinal, answer_key, source, reserved, after_wave,"
                + " retired, place, use_count, checked_count, passed_count, created_ms)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .int64(row.projectId())
        .int32(row.ordinal())
        .bytes(row.answerKey())
        .int32(row.source().getNumber())
        .flag(row.reserved())
        .int64(row.afterWave())
        .flag(row.retired())
        .int64(row.place())
        .int32(row.useCount())
        .int32(row.checkedCount())
        .int32(row.passedCount())
        .int64(row.createdMillis())
        .updateOne();
  }

  @Override
  public int count(long projectId) {
    return Objects.requireNonNull(
        statements
            .call("SELECT count(*) FROM gold WHERE project_id = ?")
            .int64(projectId)
            .first(Row::int32));
  }

  @Override
  public List<GoldRow> list(long projectId, int afterOrdinal, int limit) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM gold g WHERE project_id = ? AND ordinal > ? ORDER BY ordinal LIMIT ?")
        .int64(projectId)
        .int32(afterOrdinal)
        .int32(limit)
        .list(SqlGoldTable::read);
  }

  @Override
  public void scanReserved(long projectId, long beforeWave, IntConsumer ordinal) {
    statements
        .call("SELECT ordinal FROM gold WHERE project_id = ? AND reserved = 1 AND after_wave < ?")
        .int64(projectId)
        .int64(beforeWave)
        .each(row -> ordinal.accept(row.int32()));
  }

  @Override
  public int reservedCount(long projectId) {
    return Objects.requireNonNull(
        statements
            .call("SELECT count(*) FROM gold WHERE project_id = ? AND reserved = 1")
            .int64(projectId)
            .first(Row::int32));
  }

  @Override
  public Map<Long, Integer> reservedByWave(long projectId) {
    Map<Long, Integer> counts = new TreeMap<>();
    statements
        .call(
            "SELECT after_wave, count(*) FROM gold WHERE project_id = ? AND reserved = 1"
                + " GROUP BY after_wave")
        .int64(projectId)
        .each(row -> counts.put(row.int64(), row.int32()));
    return counts;
  }

  @Override
  public List<GoldRow> usable(
      long projectId,
      String annotatorId,
      GoldCheckRow.Place at,
      long fromPlace,
      int maxUses,
      long routes,
      int limit,
      int scanLimit) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM (SELECT * FROM gold WHERE project_id = ? AND retired = 0 AND place >= ?"
                + " ORDER BY place LIMIT ?) g WHERE g.use_count < ?"
                + " AND NOT EXISTS (SELECT 1 FROM gold_check c WHERE c.project_id = g.project_id"
                + " AND c.annotator_id = ? AND c.ordinal = g.ordinal"
                + " AND (c.state <> 2 OR (c.wave_number = ? AND c.position = ?)))"
                + " AND NOT EXISTS (SELECT 1 FROM wave_item w JOIN assignment a"
                + " ON a.project_id = w.project_id AND a.wave_number = w.wave_number"
                + " AND a.position = w.position WHERE w.project_id = g.project_id"
                + " AND w.ordinal = g.ordinal AND a.annotator_id = ?)"
                + isOnRoute("g")
                + " ORDER BY g.place LIMIT ?")
        .int64(projectId)
        .int64(fromPlace)
        .int32(scanLimit)
        .int32(maxUses)
        .text(annotatorId)
        .int64(at.waveNumber())
        .int32(at.position())
        .text(annotatorId)
        .int64(routes)
        .int64(routes)
        .int32(limit)
        .list(SqlGoldTable::read);
  }

  @Override
  public void grantCheck(GoldCheckRow row) {
    boolean isNew = check(row.projectId(), row.annotatorId(), row.ordinal()) == null;
    statements
        .call(
            "INSERT INTO gold_check (project_id, annotator_id, ordinal, assignment_id, wave_number,"
                + " position, priced_as, state, key_class, passed, created_ms, answered_ms)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?, NULL)"
                + " ON CONFLICT (project_id, annotator_id, ordinal) DO UPDATE SET"
                + " assignment_id = excluded.assignment_id, wave_number = excluded.wave_number,"
                + " position = excluded.position, priced_as = excluded.priced_as,"
                + " state = excluded.state, created_ms = excluded.created_ms"
                + " WHERE answered_ms IS NULL")
        .int64(row.projectId())
        .text(row.annotatorId())
        .int32(row.ordinal())
        .int64(row.assignmentId())
        .int64(row.place().waveNumber())
        .int32(row.place().position())
        .int32(row.place().pricedAs().getNumber())
        .int32(number(row.place().state()))
        .int64(row.createdMillis())
        .update();
    statements
        .call("UPDATE gold SET use_count = use_count + ? WHERE project_id = ? AND ordinal = ?")
        .int32(isNew ? 1 : 0)
        .int64(row.projectId())
        .int32(row.ordinal())
        .updateOne();
  }

  @Override
  public int countAt(long projectId, String annotatorId, GoldCheckRow.Place place) {
    return Objects.requireNonNull(
        statements
            .call(
                "SELECT count(*) FROM gold_check WHERE project_id = ? AND annotator_id = ?"
                    + " AND wave_number = ? AND position = ?")
            .int64(projectId)
            .text(annotatorId)
            .int64(place.waveNumber())
            .int32(place.position())
            .first(Row::int32));
  }

  @Override
  public List<GoldCheckRow> waiting(
      long projectId, String annotatorId, long routes, int limit, int scanLimit) {
    return statements
        .call(
            "SELECT "
                + CHECK_COLUMNS
                + " FROM (SELECT * FROM gold_check WHERE project_id = ? AND state = 1"
                + " ORDER BY wave_number, position LIMIT ?) c WHERE "
                + MAY_BE_GIVEN
                + isOnRoute("c")
                + " ORDER BY c.wave_number, c.position, c.assignment_id LIMIT ?")
        .int64(projectId)
        .int32(scanLimit)
        .text(annotatorId)
        .text(annotatorId)
        .int64(routes)
        .int64(routes)
        .int32(limit)
        .list(SqlGoldTable::readCheck);
  }

  @Override
  public void setWaiting(AssignmentRow assignment, boolean waiting) {
    statements
        .call(
            "UPDATE gold_check SET state = ? WHERE project_id = ? AND annotator_id = ?"
                + " AND ordinal = ? AND assignment_id = ? AND wave_number > 0")
        .int32(number(waiting ? GoldCheckRow.State.WAITING : GoldCheckRow.State.GRANTED))
        .int64(assignment.projectId())
        .text(assignment.annotatorId())
        .int32(assignment.ordinal())
        .int64(assignment.assignmentId())
        .update();
  }

  @Override
  public boolean isAnyUndone(long projectId) {
    return statements
            .call(
                "SELECT 1 FROM gold_check WHERE project_id = ? AND state = 1 UNION ALL"
                    + " SELECT 1 FROM assignment WHERE project_id = ? AND state = 1"
                    + " AND task_kind = ? LIMIT 1")
            .int64(projectId)
            .int64(projectId)
            .int32(TaskKind.TASK_KIND_GOLD.getNumber())
            .first(Row::int64)
        != null;
  }

  @Override
  public void handOverCheck(long projectId, String annotatorId, int ordinal) {
    int handedOver =
        statements
            .call(
                "UPDATE gold_check SET state = 2 WHERE project_id = ? AND annotator_id = ?"
                    + " AND ordinal = ? AND answered_ms IS NULL AND state <> 2")
            .int64(projectId)
            .text(annotatorId)
            .int32(ordinal)
            .update();
    statements
        .call("UPDATE gold SET use_count = use_count - ? WHERE project_id = ? AND ordinal = ?")
        .int32(handedOver)
        .int64(projectId)
        .int32(ordinal)
        .updateOne();
  }

  @Override
  public @Nullable GoldCheckRow check(long projectId, String annotatorId, int ordinal) {
    return statements
        .call(
            "SELECT "
                + CHECK_COLUMNS
                + " FROM gold_check c WHERE project_id = ? AND annotator_id = ? AND ordinal = ?"
                + " AND state <> 2")
        .int64(projectId)
        .text(annotatorId)
        .int32(ordinal)
        .first(SqlGoldTable::readCheck);
  }

  @Override
  public void answer(GoldCheckRow row) {
    GoldCheckRow before = check(row.projectId(), row.annotatorId(), row.ordinal());
    int passed = Boolean.TRUE.equals(row.passed()) ? 1 : 0;
    Integer judged = row.passed() == null ? null : (Integer) passed;
    boolean isFirst = before == null || before.answeredMillis() == null;
    int passedBefore = before != null && Boolean.TRUE.equals(before.passed()) ? 1 : 0;
    statements
        .call(
            "UPDATE gold_check SET key_class = ?, passed = ?, answered_ms = ?"
                + " WHERE project_id = ? AND annotator_id = ? AND ordinal = ?")
        .int32(row.keyClass())
        .int32(judged)
        .int64(row.answeredMillis())
        .int64(row.projectId())
        .text(row.annotatorId())
        .int32(row.ordinal())
        .updateOne();
    statements
        .call(
            "UPDATE gold SET checked_count = checked_count + ?, passed_count = passed_count + ?"
                + " WHERE project_id = ? AND ordinal = ?")
        .int32(isFirst ? 1 : 0)
        .int32(passed - passedBefore)
        .int64(row.projectId())
        .int32(row.ordinal())
        .updateOne();
  }

  @Override
  public List<GoldCheckRow> checks(long projectId, String annotatorId, int limit) {
    return statements
        .call(
            "SELECT "
                + CHECK_COLUMNS
                + " FROM gold_check c WHERE project_id = ? AND annotator_id = ? AND state <> 2"
                + " ORDER BY ordinal LIMIT ?")
        .int64(projectId)
        .text(annotatorId)
        .int32(limit)
        .list(SqlGoldTable::readCheck);
  }

  @Override
  public List<GoldCheckRow> answered(long projectId, int ordinal) {
    return statements
        .call(
            "SELECT "
                + CHECK_COLUMNS
                + " FROM gold_check c WHERE project_id = ? AND ordinal = ?"
                + " AND answered_ms IS NOT NULL ORDER BY annotator_id")
        .int64(projectId)
        .int32(ordinal)
        .list(SqlGoldTable::readCheck);
  }

  private static GoldCheckRow.@Nullable State state(int number) {
    return switch (number) {
      case 0 -> GoldCheckRow.State.GRANTED;
      case 1 -> GoldCheckRow.State.WAITING;
      case 2 -> GoldCheckRow.State.HANDED_OVER;
      default -> null;
    };
  }

  private static int number(GoldCheckRow.State state) {
    return switch (state) {
      case GRANTED -> 0;
      case WAITING -> 1;
      case HANDED_OVER -> 2;
    };
  }

  private static GoldRow read(Row row) {
    return new GoldRow(
        row.int64(),
        row.int32(),
        row.byteString(),
        row.code(GoldItem.Source::forNumber),
        row.flag(),
        row.int64(),
        row.flag(),
        row.int64(),
        row.int32(),
        row.int32(),
        row.int32(),
        row.int64());
  }

  private static GoldCheckRow readCheck(Row row) {
    long projectId = row.int64();
    String annotatorId = row.text();
    int ordinal = row.int32();
    long assignmentId = row.int64();
    GoldCheckRow.Place place =
        new GoldCheckRow.Place(
            row.int64(), row.int32(), row.code(TaskKind::forNumber), row.code(SqlGoldTable::state));
    Integer keyClass = row.int32OrNull();
    Integer passed = row.int32OrNull();
    return new GoldCheckRow(
        projectId,
        annotatorId,
        ordinal,
        assignmentId,
        place,
        keyClass,
        passed == null ? null : passed == 1,
        row.int64(),
        row.int64OrNull());
  }
}
