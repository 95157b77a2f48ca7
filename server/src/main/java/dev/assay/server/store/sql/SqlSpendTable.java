package dev.assay.server.store.sql;

import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.SpendRow;
import dev.assay.server.store.SpendTable;
import dev.assay.v1.Slice;
import java.util.function.Consumer;

/** Table {@code spend}. As with the budget, a row that the schema refuses stops the writer. */
final class SqlSpendTable implements SpendTable {
  private static final String SELECT =
      "SELECT project_id, budget_day, slice, annotator_id, charged_micros, funded_label_count,"
          + " labeling_ms FROM spend WHERE project_id = ?";

  private static final String ORDER = " ORDER BY budget_day, slice, annotator_id";

  private final Statements statements;

  SqlSpendTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void add(SpendRow row) {
    Call call =
        statements.call(
            "INSERT INTO spend (project_id, budget_day, slice, annotator_id, charged_micros,"
                + " funded_label_count, labeling_ms) VALUES (?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (project_id, budget_day, slice, annotator_id) DO UPDATE SET"
                + " charged_micros = spend.charged_micros + excluded.charged_micros,"
                + " funded_label_count = spend.funded_label_count + excluded.funded_label_count,"
                + " labeling_ms = spend.labeling_ms + excluded.labeling_ms");
    try {
      call.int64(row.projectId())
          .int32(row.budgetDay())
          .int32(row.slice().getNumber())
          .text(row.annotatorId())
          .int64(row.chargedMicros())
          .int64(row.fundedLabelCount())
          .int64(row.labelingMillis())
          .updateOne();
    } catch (ConstraintViolated e) {
      throw statements.broken("the schema refuses this spending: " + row, e);
    }
  }

  @Override
  public void scan(long projectId, Consumer<SpendRow> consumer) {
    statements.call(SELECT + ORDER).int64(projectId).each(row -> consumer.accept(read(row)));
  }

  @Override
  public void scanDays(long projectId, int firstDay, int lastDay, Consumer<SpendRow> consumer) {
    statements
        .call(SELECT + " AND budget_day >= ? AND budget_day <= ?" + ORDER)
        .int64(projectId)
        .int32(firstDay)
        .int32(lastDay)
        .each(row -> consumer.accept(read(row)));
  }

  private static SpendRow read(Row row) {
    return new SpendRow(
        row.int64(),
        row.int32(),
        row.code(Slice::forNumber),
        row.text(),
        row.int64(),
        row.int64(),
        row.int64());
  }
}
