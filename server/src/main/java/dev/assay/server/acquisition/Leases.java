package dev.assay.server.acquisition;

import dev.assay.server.adjudication.AdjudicationQueue;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.budget.Ledger;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.TaskVotes;
import dev.assay.v1.AssignmentsClosed;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.TaskKind;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Ends leases: their holds go back to the budget and their items ask for a vote again.
 *
 * <p>A lease has ended when its time has come, whether or not anybody has noticed. It is noticed
 * where it matters, inside the transaction that grants work, and by a sweep for projects that
 * nobody asks.
 */
public final class Leases {
  /** The most leases that one transaction ends. */
  static final int MAX_EXPIRED_AT_ONCE = 500;

  /** The most projects that one sweep looks at. */
  static final int MAX_PROJECTS_AT_ONCE = 100;

  private Leases() {}

  /** Ends the project's leases that are due, up to {@link #MAX_EXPIRED_AT_ONCE}. */
  static void expireDue(Transaction transaction, long projectId) {
    List<AssignmentRow> due =
        transaction.assignments().due(projectId, transaction.nowMillis(), MAX_EXPIRED_AT_ONCE);
    if (due.isEmpty()) {
      return;
    }
    Ledger ledger = Ledger.open(transaction, projectId, "");
    due.forEach(ledger::expire);
    ledger.close();
    close(
        transaction,
        due,
        AssignmentRow.State.EXPIRED,
        "",
        AssignmentsClosed.newBuilder().setCause(AssignmentsClosed.Cause.CAUSE_EXPIRED));
  }

  /**
   * Ends the leases that are due in any project; one transaction for each. Completes with the
   * number of projects.
   */
  public static CompletableFuture<Integer> sweep(Store store, long nowMillis) {
    List<Long> projects =
        store.read(tables -> tables.assignments().projectsWithDue(nowMillis, MAX_PROJECTS_AT_ONCE));
    CompletableFuture<?>[] sweeps =
        projects.stream()
            .map(projectId -> store.write(transaction -> sweepOne(transaction, projectId)))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(sweeps).thenApply(done -> projects.size());
  }

  private static boolean sweepOne(Transaction transaction, long projectId) {
    expireDue(transaction, projectId);
    return true;
  }

  /**
   * Closes leases of one project under one audit event, and lets their items ask for votes again.
   */
  static void close(
      Transaction transaction,
      List<AssignmentRow> leases,
      AssignmentRow.State state,
      String requestId,
      AssignmentsClosed.Builder event) {
    long projectId = leases.get(0).projectId();
    for (AssignmentRow lease : leases) {
      event.addItemIds(itemId(transaction, lease)).addAnnotatorIds(lease.annotatorId());
    }
    long sequence =
        AuditLog.append(
            transaction, projectId, requestId, AuditEvent.newBuilder().setAssignmentsClosed(event));
    for (AssignmentRow lease : leases) {
      transaction.assignments().close(lease.assignmentId(), state, sequence);
      reopen(transaction, lease, state);
    }
  }

  private static void reopen(
      Transaction transaction, AssignmentRow lease, AssignmentRow.State state) {
    if (lease.taskKind() == TaskKind.TASK_KIND_GOLD) {
      transaction.gold().setWaiting(lease, true); // as the assignment that it stands before would
      return;
    }
    if (lease.taskKind() == TaskKind.TASK_KIND_ADJUDICATE) {
      AdjudicationQueue.putBack(transaction, lease, state == AssignmentRow.State.RETURNED);
      return;
    }
    TaskRow task =
        Objects.requireNonNull(transaction.tasks().find(lease.projectId(), lease.ordinal()));
    boolean wantsVotes = !task.isSettled() || TaskVotes.asksOn(transaction, task);
    int wanted = wantsVotes ? task.wantedCount() + 1 : 0;
    transaction
        .tasks()
        .update(
            task.with(
                task.voteCount(),
                task.openCount() - 1,
                wanted,
                task.verdict(),
                task.agreementCount(),
                task.settledSequence()));
  }

  private static String itemId(Transaction transaction, AssignmentRow lease) {
    return Objects.requireNonNull(transaction.items().find(lease.projectId(), lease.ordinal()))
        .itemId();
  }
}
