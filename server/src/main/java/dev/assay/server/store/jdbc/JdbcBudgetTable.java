package dev.assay.server.store.jdbc;

import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.BudgetTable;
import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.JournalRow;
import dev.assay.v1.JournalEntry;
import java.util.List;

/**
 * Tables {@code budget} and {@code journal_entry}. A row that the schema refuses here is not a
 * mistake of one request: the books are wrong, and the writer must stop.
 */
final class JdbcBudgetTable implements BudgetTable {
  private final Statements statements;

  JdbcBudgetTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public BudgetRow get(long projectId) {
    BudgetRow row =
        statements
            .call(
                "SELECT project_id, ceiling_micros, charged_micros, held_micros,"
                    + " funded_label_count, open_assignment_count, unfunded_label_count,"
                    + " journal_sequence, revision, updated_ms FROM budget WHERE project_id = ?")
            .int64(projectId)
            .first(JdbcBudgetTable::read);
    if (row == null) {
      throw new IllegalStateException("project " + projectId + " has no budget");
    }
    return row;
  }

  @Override
  public void insert(BudgetRow row) {
    Call call =
        statements.call(
            "INSERT INTO budget (ceiling_micros, charged_micros, held_micros, funded_label_count,"
                + " open_assignment_count, unfunded_label_count, journal_sequence, revision,"
                + " updated_ms, project_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    write(call, row);
  }

  @Override
  public void update(BudgetRow row) {
    Call call =
        statements.call(
            "UPDATE budget SET ceiling_micros = ?, charged_micros = ?, held_micros = ?,"
                + " funded_label_count = ?, open_assignment_count = ?, unfunded_label_count = ?,"
                + " journal_sequence = ?, revision = ?, updated_ms = ? WHERE project_id = ?");
    write(call, row);
  }

  private void write(Call call, BudgetRow row) {
    try {
      call.int64(row.ceilingMicros())
          .int64(row.chargedMicros())
          .int64(row.heldMicros())
          .int64(row.fundedLabelCount())
          .int64(row.openAssignmentCount())
          .int64(row.unfundedLabelCount())
          .int64(row.journalSequence())
          .int64(row.revision())
          .int64(row.updatedMillis())
          .int64(row.projectId())
          .updateOne();
    } catch (ConstraintViolated e) {
      throw statements.broken("the schema refuses this balance: " + row, e);
    }
  }

  @Override
  public void append(List<JournalRow> rows) {
    Call call =
        statements.call(
            "INSERT INTO journal_entry (project_id, sequence, kind, amount_micros, ceiling_micros,"
                + " charged_micros, held_micros, assignment_id, request_id, reason, created_ms)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (JournalRow row : rows) {
      call.int64(row.projectId())
          .int64(row.sequence())
          .int32(row.kind().getNumber())
          .int64(row.amountMicros())
          .int64(row.ceilingMicros())
          .int64(row.chargedMicros())
          .int64(row.heldMicros())
          .int64(row.assignmentId())
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

  @Override
  public List<JournalRow> journal(long projectId, long afterSequence, int limit) {
    return statements
        .call(
            "SELECT project_id, sequence, kind, amount_micros, ceiling_micros, charged_micros,"
                + " held_micros, assignment_id, request_id, reason, created_ms FROM journal_entry"
                + " WHERE project_id = ? AND sequence > ? ORDER BY sequence LIMIT ?")
        .int64(projectId)
        .int64(afterSequence)
        .int32(limit)
        .list(JdbcBudgetTable::readEntry);
  }

  private static BudgetRow read(Row row) {
    return new BudgetRow(
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64());
  }

  private static JournalRow readEntry(Row row) {
    return new JournalRow(
        row.int64(),
        row.int64(),
        row.code(JournalEntry.Kind::forNumber),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64OrNull(),
        row.text(),
        row.text(),
        row.int64());
  }
}
