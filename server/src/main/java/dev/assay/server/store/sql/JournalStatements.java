package dev.assay.server.store.sql;

import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.JournalMove;
import dev.assay.server.store.JournalRow;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.Slice;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Table {@code journal_entry}: rows are appended, and never changed. */
final class JournalStatements {
  private static final String COLUMNS =
      "project_id, sequence, kind, debit, credit, amount_micros, ceiling_micros, charged_micros,"
          + " held_micros, assignment_id, slice, annotator_id, budget_day, actor, request_id,"
          + " reason, created_ms";

  private final Statements statements;

  JournalStatements(Statements statements) {
    this.statements = statements;
  }

  void append(List<JournalRow> rows) {
    Call call =
        statements.call(
            "INSERT INTO journal_entry ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (JournalRow row : rows) {
      JournalRow.Subject subject = row.subject();
      call.int64(row.projectId())
          .int64(row.sequence())
          .int32(row.kind().getNumber())
          .int32(row.debit().getNumber())
          .int32(row.credit().getNumber())
          .int64(row.amountMicros())
          .int64(row.ceilingMicros())
          .int64(row.chargedMicros())
          .int64(row.heldMicros())
          .int64(subject == null ? null : (Long) subject.assignmentId())
          .int32(subject == null ? null : (Integer) subject.slice().getNumber())
          .text(subject == null ? null : subject.annotatorId())
          .int32(subject == null ? null : (Integer) subject.budgetDay())
          .text(row.actor())
          .text(row.requestId())
          .text(row.reason())
          .int64(row.createdMillis())
          .endRow();
    }
    try {
      call.updateRows();
    } catch (ConstraintViolated e) {
      throw statements.broken("the schema refuses these journal entries: " + rows, e);
    }
  }

  List<JournalRow> list(long projectId, long afterSequence, int limit) {
    return statements
        .call(
            "SELECT "
                + COLUMNS
                + " FROM journal_entry WHERE project_id = ? AND sequence > ?"
                + " ORDER BY sequence LIMIT ?")
        .int64(projectId)
        .int64(afterSequence)
        .int32(limit)
        .list(JournalStatements::read);
  }

  /** As few columns as will do, and no text: most of what a row costs is bringing columns over. */
  int scan(long projectId, long afterSequence, int limit, Consumer<JournalMove> consumer) {
    int[] count = new int[1];
    statements
        .call(
            "SELECT sequence, kind, debit, credit, amount_micros, ceiling_micros, charged_micros,"
                + " held_micros, assignment_id IS NOT NULL AND slice IS NOT NULL"
                + " AND annotator_id IS NOT NULL AND budget_day IS NOT NULL"
                + " FROM journal_entry WHERE project_id = ? AND sequence > ?"
                + " ORDER BY sequence LIMIT ?")
        .int64(projectId)
        .int64(afterSequence)
        .int32(limit)
        .each(
            row -> {
              consumer.accept(readMove(row));
              count[0]++;
            });
    return count[0];
  }

  private static JournalMove readMove(Row row) {
    return new JournalMove(
        row.int64(),
        row.code(JournalEntry.Kind::forNumber),
        row.code(JournalEntry.Account::forNumber),
        row.code(JournalEntry.Account::forNumber),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.flag());
  }

  private static JournalRow read(Row row) {
    return new JournalRow(
        row.int64(),
        row.int64(),
        row.code(JournalEntry.Kind::forNumber),
        row.code(JournalEntry.Account::forNumber),
        row.code(JournalEntry.Account::forNumber),
        row.int64(),
        new JournalRow.After(row.int64(), row.int64(), row.int64()),
        subject(row),
        new JournalRow.Cause(row.text(), row.text(), row.text()),
        row.int64());
  }

  private static JournalRow.@Nullable Subject subject(Row row) {
    Long assignmentId = row.int64OrNull();
    Integer slice = row.int32OrNull();
    String annotatorId = row.textOrNull();
    Integer budgetDay = row.int32OrNull();
    if (assignmentId == null || slice == null || annotatorId == null || budgetDay == null) {
      return null;
    }
    Slice known = Slice.forNumber(slice);
    return new JournalRow.Subject(
        assignmentId, known == null ? Slice.UNRECOGNIZED : known, annotatorId, budgetDay);
  }
}
