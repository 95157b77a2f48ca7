package dev.assay.server.acquisition;

import com.google.rpc.Code;
import dev.assay.server.adjudication.AdjudicationQueue;
import dev.assay.server.annotator.WorkPermit;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.budget.Ledger;
import dev.assay.server.failure.AnnotatorHasItem;
import dev.assay.server.failure.AssignmentLabeled;
import dev.assay.server.failure.AssignmentReturned;
import dev.assay.server.failure.BudgetLineExhausted;
import dev.assay.server.gold.BlindTimes;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AssignmentsTransferred;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Funding;
import dev.assay.v1.TaskKind;
import dev.assay.v1.TransferAssignmentsRequest;
import dev.assay.v1.TransferAssignmentsResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Hands open or ended leases over to another annotator, all or none. A hold goes along, to the
 * budget lines of the other annotator, where it must fit.
 */
public final class TransferAssignments
    implements Mutation<TransferAssignmentsRequest, TransferAssignmentsResponse> {
  private final BlindTimes times = new BlindTimes();

  @Override
  public void validate(TransferAssignmentsRequest request, Violations violations) {
    FieldRules.annotatorId(request.getNewAnnotatorId(), "new_annotator_id", violations);
    violations.require(
        !request.getNewAnnotatorId().equals(request.getAnnotatorId()),
        "new_annotator_id",
        "must be another annotator than annotator_id");
    NamedLeases.check(request.getTokensList(), violations);
  }

  @Override
  public long answerStepMillis(TransferAssignmentsRequest request) {
    return times.stepMillis(request.getProject());
  }

  @Override
  public TransferAssignmentsResponse execute(
      Transaction transaction, TransferAssignmentsRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    times.see(project);
    NamedLeases named = new NamedLeases(transaction, project.projectId(), request.getAnnotatorId());
    List<AssignmentRow> leases = new ArrayList<>();
    for (int i = 0; i < request.getTokensCount(); i++) {
      AssignmentRow lease = named.find(request.getTokens(i), i);
      requireOpen(lease, i);
      leases.add(lease);
    }
    WorkPermit.require(
        transaction,
        project,
        request.getNewAnnotatorId(),
        leases,
        leases.size(),
        transaction.nowMillis());
    Set<Integer> items = new HashSet<>();
    for (int i = 0; i < leases.size(); i++) {
      AssignmentRow lease = leases.get(i);
      if (!items.add(lease.ordinal())
          || hasItem(transaction, project, lease, request.getNewAnnotatorId())) {
        throw new AnnotatorHasItem(i);
      }
    }
    Ledger ledger = Ledger.open(transaction, project.projectId(), request.getRequestId());
    for (AssignmentRow lease : leases) {
      if (lease.state() == AssignmentRow.State.HELD) {
        transferHold(ledger, lease, request.getNewAnnotatorId());
      }
    }
    // From here on it must succeed.
    ledger.close();
    AssignmentsTransferred.Builder event =
        AssignmentsTransferred.newBuilder()
            .setAnnotatorId(request.getAnnotatorId())
            .setNewAnnotatorId(request.getNewAnnotatorId());
    for (AssignmentRow lease : leases) {
      transaction.assignments().transfer(lease.assignmentId(), request.getNewAnnotatorId());
      if (lease.taskKind() == TaskKind.TASK_KIND_GOLD) {
        GoldChecks.handOver(transaction, lease, request.getNewAnnotatorId());
      }
      if (lease.taskKind() == TaskKind.TASK_KIND_ADJUDICATE
          && lease.state() == AssignmentRow.State.HELD) {
        AdjudicationQueue.handOver(transaction, lease, request.getNewAnnotatorId());
      }
      ItemRow item = transaction.items().find(project.projectId(), lease.ordinal());
      event.addItemIds(Objects.requireNonNull(item).itemId());
    }
    AuditLog.append(
        transaction,
        project.projectId(),
        request.getRequestId(),
        AuditEvent.newBuilder().setAssignmentsTransferred(event));
    return TransferAssignmentsResponse.getDefaultInstance();
  }

  private static void transferHold(Ledger ledger, AssignmentRow lease, String newAnnotatorId) {
    String line = ledger.lineAgainst(lease, newAnnotatorId);
    if (line != null) {
      throw new BudgetLineExhausted(line);
    }
    ledger.transfer(lease, newAnnotatorId);
  }

  private static void requireOpen(AssignmentRow lease, int index) {
    switch (lease.state()) {
      case HELD, EXPIRED -> {}
      case LABELED -> throw new AssignmentLabeled(index, Code.FAILED_PRECONDITION);
      case RETURNED -> throw new AssignmentReturned(index);
    }
  }

  /** Whether the annotator has an open lease or a vote that stands on the item. */
  private static boolean hasItem(
      Transaction transaction, ProjectRow project, AssignmentRow lease, String annotatorId) {
    return !GoldChecks.isOfAnother(transaction, project, lease, annotatorId)
        && hasLeaseOrVote(transaction, lease, annotatorId);
  }

  private static boolean hasLeaseOrVote(
      Transaction transaction, AssignmentRow lease, String annotatorId) {
    return transaction.assignments().ofItem(lease.projectId(), lease.ordinal()).stream()
        .filter(other -> other.annotatorId().equals(annotatorId))
        .anyMatch(other -> isOpen(transaction, other) || hasVote(transaction, other));
  }

  private static boolean isOpen(Transaction transaction, AssignmentRow lease) {
    return lease.state() == AssignmentRow.State.HELD
        && lease.expireMillis() > transaction.nowMillis();
  }

  private static boolean hasVote(Transaction transaction, AssignmentRow lease) {
    if (lease.state() != AssignmentRow.State.LABELED) {
      return false;
    }
    LabelRow label = transaction.labels().ofAssignment(lease.assignmentId());
    return label != null && label.funding() != Funding.FUNDING_WITHDRAWN;
  }
}
