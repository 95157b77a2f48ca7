package dev.assay.server.store.sql;

import dev.assay.server.store.RequestRow;
import dev.assay.server.store.RequestTable;
import org.jspecify.annotations.Nullable;

/** Table {@code request}. */
final class SqlRequestTable implements RequestTable {
  private final Statements statements;

  SqlRequestTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable RequestRow find(String project, String requestId) {
    // Almost always there is none, and a column that is asked for costs also where no row comes.
    Long number =
        statements
            .call("SELECT request_number FROM request WHERE project = ? AND request_id = ?")
            .text(project)
            .text(requestId)
            .first(Row::int64);
    if (number == null) {
      return null;
    }
    return statements
        .call(
            "SELECT project, request_id, fingerprint, refused, response, created_ms FROM request"
                + " WHERE request_number = ?")
        .int64(number)
        .first(SqlRequestTable::read);
  }

  @Override
  public void insert(RequestRow row) {
    statements
        .call(
            "INSERT INTO request (project, request_id, fingerprint, refused, response, created_ms)"
                + " VALUES (?, ?, ?, ?, ?, ?)") // the engine numbers them, ascending
        .text(row.project())
        .text(row.requestId())
        .bytes(row.fingerprint())
        .flag(row.refused())
        .bytes(row.response())
        .int64(row.createdMillis())
        .updateOne();
  }

  @Override
  public int purge(long beforeMillis, int limit) {
    // The clock never runs backwards, so the rows with the lowest numbers are the oldest.
    return statements
        .call(
            "DELETE FROM request WHERE created_ms < ? AND request_number IN"
                + " (SELECT request_number FROM request ORDER BY request_number LIMIT ?)")
        .int64(beforeMillis)
        .int32(limit)
        .update();
  }

  private static RequestRow read(Row row) {
    return new RequestRow(
        row.text(), row.text(), row.byteString(), row.flag(), row.byteString(), row.int64());
  }
}
