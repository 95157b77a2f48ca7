package dev.assay.server.budget;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.BudgetAlerted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, once for each ceiling, that what is committed has reached a share of it. */
final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

  private Alerts() {}

  /**
   * Tells of the thresholds that the balance has reached, in the audit log and, after the commit,
   * in the server's log. Returns the highest threshold told of so far.
   */
  static long tell(Transaction transaction, BudgetRow budget, String requestId) {
    long alertedMicros = budget.watch().alertedMicros();
    for (double share : budget.plan().getAlertSharesList()) {
      long thresholdMicros = Shares.of(share, budget.targetMicros());
      boolean reached = budget.spent().committedMicros() >= thresholdMicros;
      if (reached && thresholdMicros > alertedMicros) {
        alertedMicros = thresholdMicros;
        tell(transaction, budget, requestId, share, thresholdMicros);
      }
    }
    return alertedMicros;
  }

  private static void tell(
      Transaction transaction,
      BudgetRow budget,
      String requestId,
      double share,
      long thresholdMicros) {
    long projectId = budget.projectId();
    long committedMicros = budget.spent().committedMicros();
    AuditLog.append(
        transaction,
        projectId,
        requestId,
        AuditEvent.newBuilder()
            .setBudgetAlerted(
                BudgetAlerted.newBuilder()
                    .setShare(share)
                    .setThresholdMicros(thresholdMicros)
                    .setCommittedMicros(committedMicros)
                    .setCeilingMicros(budget.targetMicros())));
    transaction.afterCommit(
        () ->
            LOG.atWarn()
                .addKeyValue("project_id", projectId)
                .addKeyValue("share", share)
                .addKeyValue("committed_micros", committedMicros)
                .log("event=budget_alert"));
  }
}
