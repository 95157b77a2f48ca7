package dev.assay.server.audit;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;

/** Appends what happened to the log of a project, in the transaction that made it true. */
public final class AuditLog {
  private AuditLog() {}

  /**
   * Gives the event the project's next sequence number and the transaction's time, appends it and
   * returns the number.
   *
   * @param requestId the request that caused it; empty for what the server does by itself
   * @param event holds what happened and nothing else
   */
  public static long append(
      Transaction transaction, long projectId, String requestId, AuditEvent.Builder event) {
    long sequence = transaction.progress().nextAuditSequence(projectId);
    transaction
        .audit()
        .append(
            projectId,
            event
                .setSequence(sequence)
                .setCreateTime(Timestamps.fromMillis(transaction.nowMillis()))
                .setRequestId(requestId)
                .build());
    return sequence;
  }
}
