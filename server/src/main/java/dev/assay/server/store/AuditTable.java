package dev.assay.server.store;

import dev.assay.v1.AuditEvent;
import java.util.List;

/** The audit log. */
public interface AuditTable {
  void append(long projectId, AuditEvent event);

  /** Up to {@code limit} events after {@code afterSequence}, in their order. */
  List<AuditEvent> list(long projectId, long afterSequence, int limit);

  /**
   * The events that are about one item (draw, grants, closings, votes) after {@code afterSequence},
   * in their order.
   */
  List<AuditEvent> ofItem(long projectId, int ordinal, long afterSequence, int limit);
}
