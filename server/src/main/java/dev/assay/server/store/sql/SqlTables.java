package dev.assay.server.store.sql;

import dev.assay.server.store.TableSet;
import dev.assay.server.store.Tables;

/** The tables over one connection's statements. */
final class SqlTables {
  private SqlTables() {}

  static Tables of(Statements statements, StoreRow store) {
    return new TableSet(
        new SqlProjectTable(statements),
        new SqlProgressTable(statements),
        new SqlBudgetTable(statements),
        new SqlLineTable(statements),
        new SqlSpendTable(statements),
        new SqlItemTable(statements),
        new SqlScoreTable(statements),
        new SqlWaveTable(statements),
        new SqlTaskTable(statements),
        new SqlAssignmentTable(statements),
        new SqlLabelTable(statements),
        new SqlAnnotatorTable(statements),
        new SqlGoldTable(statements),
        new SqlAdjudicationTable(statements),
        new SqlVerdictTable(statements),
        new SqlEvaluationTable(statements),
        new SqlRequestTable(statements),
        new SqlAuditTable(statements),
        store.tokenKey(),
        store.incarnation());
  }
}
