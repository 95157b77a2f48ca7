package dev.assay.server.store.sql;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.store.AuditTable;
import dev.assay.v1.AuditEvent;
import java.util.List;

/** Table {@code audit_event}. */
final class SqlAuditTable implements AuditTable {
  private static final String ASSIGNMENTS_OF_ITEM =
      " FROM wave_item w JOIN assignment a ON a.project_id = w.project_id"
          + " AND a.wave_number = w.wave_number AND a.position = w.position"
          + " WHERE w.project_id = ? AND w.ordinal = ?";

  private final Statements statements;

  SqlAuditTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void append(long projectId, AuditEvent event) {
    statements
        .call("INSERT INTO audit_event (project_id, sequence, event) VALUES (?, ?, ?)")
        .int64(projectId)
        .int64(event.getSequence())
        .bytes(event.toByteArray())
        .updateOne();
  }

  @Override
  public List<AuditEvent> list(long projectId, long afterSequence, int limit) {
    return statements
        .call(
            "SELECT event FROM audit_event WHERE project_id = ? AND sequence > ?"
                + " ORDER BY sequence LIMIT ?")
        .int64(projectId)
        .int64(afterSequence)
        .int32(limit)
        .list(SqlAuditTable::read);
  }

  @Override
  public List<AuditEvent> ofItem(long projectId, int ordinal, long afterSequence, int limit) {
    return statements
        .call(
            "SELECT event FROM audit_event WHERE project_id = ? AND sequence > ? AND sequence IN ("
                + "SELECT v.drawn_sequence FROM wave_item w JOIN wave v"
                + " ON v.project_id = w.project_id AND v.wave_number = w.wave_number"
                + " WHERE w.project_id = ? AND w.ordinal = ?"
                + " UNION SELECT a.granted_sequence"
                + ASSIGNMENTS_OF_ITEM
                + " UNION SELECT a.closed_sequence"
                + ASSIGNMENTS_OF_ITEM
                + " AND a.closed_sequence IS NOT NULL"
                + " UNION SELECT a.expired_sequence"
                + ASSIGNMENTS_OF_ITEM
                + " AND a.expired_sequence IS NOT NULL)"
                + " ORDER BY sequence LIMIT ?")
        .int64(projectId)
        .int64(afterSequence)
        .int64(projectId)
        .int32(ordinal)
        .int64(projectId)
        .int32(ordinal)
        .int64(projectId)
        .int32(ordinal)
        .int64(projectId)
        .int32(ordinal)
        .int32(limit)
        .list(SqlAuditTable::read);
  }

  private static AuditEvent read(Row row) {
    try {
      return AuditEvent.parseFrom(row.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored audit event cannot be read", e);
    }
  }
}
