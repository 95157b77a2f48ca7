package dev.assay.server.store.sql;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.BudgetTable;
import dev.assay.server.store.BudgetWatch;
import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.JournalMove;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.Spending;
import dev.assay.v1.BudgetPlan;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tables {@code budget} and {@code journal_check}, and {@code journal_entry} by {@link
 * JournalStatements}. A row that the schema refuses here is not a mistake of one request: the books
 * are wrong, and the writer must stop.
 */
final class SqlBudgetTable implements BudgetTable {
  private final Statements statements;
  private final JournalStatements journal;

  SqlBudgetTable(Statements statements) {
    this.statements = statements;
    this.journal = new JournalStatements(statements);
  }

  @Override
  public BudgetRow get(long projectId) {
    BudgetRow row =
        statements
            .call(
                "SELECT project_id, ceiling_micros, target_micros, label_ceiling, charged_micros,"
                    + " held_micros, funded_label_count, open_assignment_count, labeling_ms,"
                    + " adjusted_micros, unfunded_label_count, alerted_micros, reviewed_micros,"
                    + " paused_micros, paused_ms, closed_price_micros, plan, journal_sequence,"
                    + " revision, updated_ms FROM budget WHERE project_id = ?")
            .int64(projectId)
            .first(SqlBudgetTable::read);
    if (row == null) {
      throw new IllegalStateException("project " + projectId + " has no budget");
    }
    return row;
  }

  @Override
  public void insert(BudgetRow row) {
    Call call =
        statements.call(
            "INSERT INTO budget (ceiling_micros, target_micros, label_ceiling, charged_micros,"
                + " held_micros, funded_label_count, open_assignment_count, labeling_ms,"
                + " adjusted_micros, unfunded_label_count, alerted_micros, reviewed_micros,"
                + " paused_micros, paused_ms, closed_price_micros, plan, journal_sequence,"
                + " revision, updated_ms, project_id)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    write(call, row);
  }

  @Override
  public void update(BudgetRow row) {
    Call call =
        statements.call(
            "UPDATE budget SET ceiling_micros = ?, target_micros = ?, label_ceiling = ?,"
                + " charged_micros = ?, held_micros = ?, funded_label_count = ?,"
                + " open_assignment_count = ?, labeling_ms = ?, adjusted_micros = ?,"
                + " unfunded_label_count = ?, alerted_micros = ?, reviewed_micros = ?,"
                + " paused_micros = ?, paused_ms = ?, closed_price_micros = ?, plan = ?,"
                + " journal_sequence = ?, revision = ?, updated_ms = ? WHERE project_id = ?");
    write(call, row);
  }

  private void write(Call call, BudgetRow row) {
    boolean planned = !row.plan().equals(BudgetPlan.getDefaultInstance());
    try {
      call.int64(row.ceilingMicros())
          .int64(row.targetMicros())
          .int64(row.labelCeiling())
          .int64(row.spent().chargedMicros())
          .int64(row.spent().heldMicros())
          .int64(row.spent().fundedLabelCount())
          .int64(row.spent().openAssignmentCount())
          .int64(row.spent().labelingMillis())
          .int64(row.adjustedMicros())
          .int64(row.unfundedLabelCount())
          .int64(row.watch().alertedMicros())
          .int64(row.watch().reviewedMicros())
          .int64(row.watch().pausedMicros())
          .int64(row.watch().pausedAtMillis())
          .int64(row.watch().closedPriceMicros())
          .bytes(planned ? row.plan().toByteArray() : null)
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
    journal.append(rows);
  }

  @Override
  public List<JournalRow> journal(long projectId, long afterSequence, int limit) {
    return journal.list(projectId, afterSequence, limit);
  }

  @Override
  public int scanJournal(
      long projectId, long afterSequence, int limit, Consumer<JournalMove> consumer) {
    return journal.scan(projectId, afterSequence, limit, consumer);
  }

  @Override
  public List<Long> projects(long afterProjectId, int limit) {
    return statements
        .call("SELECT project_id FROM budget WHERE project_id > ? ORDER BY project_id LIMIT ?")
        .int64(afterProjectId)
        .int32(limit)
        .list(Row::int64);
  }

  @Override
  public List<Long> projectsWithUnfunded(int limit) {
    return statements
        .call(
            "SELECT project_id FROM budget WHERE unfunded_label_count > 0"
                + " ORDER BY project_id LIMIT ?")
        .int32(limit)
        .list(Row::int64);
  }

  @Override
  public @Nullable JournalCheckRow check(long projectId) {
    return statements
        .call(
            "SELECT project_id, sequence, ceiling_micros, charged_micros, held_micros,"
                + " adjusted_micros, funded_label_count, open_assignment_count FROM journal_check"
                + " WHERE project_id = ?")
        .int64(projectId)
        .first(SqlBudgetTable::readCheck);
  }

  @Override
  public void putCheck(JournalCheckRow row) {
    statements
        .call(
            "INSERT INTO journal_check (project_id, sequence, ceiling_micros, charged_micros,"
                + " held_micros, adjusted_micros, funded_label_count, open_assignment_count)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (project_id) DO UPDATE SET"
                + " sequence = excluded.sequence, ceiling_micros = excluded.ceiling_micros,"
                + " charged_micros = excluded.charged_micros, held_micros = excluded.held_micros,"
                + " adjusted_micros = excluded.adjusted_micros,"
                + " funded_label_count = excluded.funded_label_count,"
                + " open_assignment_count = excluded.open_assignment_count")
        .int64(row.projectId())
        .int64(row.sequence())
        .int64(row.ceilingMicros())
        .int64(row.chargedMicros())
        .int64(row.heldMicros())
        .int64(row.adjustedMicros())
        .int64(row.fundedLabelCount())
        .int64(row.openAssignmentCount())
        .updateOne();
  }

  private static BudgetRow read(Row row) {
    return new BudgetRow(
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64OrNull(),
        new Spending(row.int64(), row.int64(), row.int64(), row.int64(), row.int64()),
        row.int64(),
        row.int64(),
        new BudgetWatch(
            row.int64(), row.int64(), row.int64OrNull(), row.int64OrNull(), row.int64OrNull()),
        plan(row.bytesOrNull()),
        row.int64(),
        row.int64(),
        row.int64());
  }

  private static BudgetPlan plan(byte @Nullable [] bytes) {
    if (bytes == null) {
      return BudgetPlan.getDefaultInstance();
    }
    try {
      return BudgetPlan.parseFrom(ByteString.copyFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored budget plan cannot be read", e);
    }
  }

  private static JournalCheckRow readCheck(Row row) {
    return new JournalCheckRow(
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64(),
        row.int64());
  }
}
