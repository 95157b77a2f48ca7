package dev.assay.server.evaluation;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.EvaluationEnded;
import org.jspecify.annotations.Nullable;

/** Ends evaluations, inside the transaction of what ends them. */
public final class EvaluationEnd {
  private EvaluationEnd() {}

  /**
   * Completes the evaluation that runs, if every round is drawn and nothing is pending.
   *
   * @param requestId of the request that looks; empty for the server itself
   * @return the one that runs on, or null
   */
  public static @Nullable EvaluationRow completeRunning(
      Transaction transaction, long projectId, String requestId) {
    EvaluationRow running = transaction.evaluations().running(projectId);
    if (running == null || !EvaluationSample.read(transaction, running).isComplete()) {
      return running;
    }
    end(transaction, running, EvaluationRow.State.COMPLETED, requestId);
    return null;
  }

  static void end(
      Transaction transaction, EvaluationRow row, EvaluationRow.State state, String requestId) {
    transaction.evaluations().setState(row.projectId(), row.number(), state);
    AuditLog.append(
        transaction,
        row.projectId(),
        requestId,
        AuditEvent.newBuilder()
            .setEvaluationEnded(
                EvaluationEnded.newBuilder()
                    .setEvaluationId(row.evaluationId())
                    .setState(EvaluationMessages.state(state))));
  }
}
