package dev.assay.server.acquisition;

import com.google.rpc.Code;
import dev.assay.server.budget.Ledger;
import dev.assay.server.failure.AnnotatorMismatch;
import dev.assay.server.failure.AssignmentExpired;
import dev.assay.server.failure.AssignmentLabeled;
import dev.assay.server.failure.AssignmentNotFound;
import dev.assay.server.failure.AssignmentReturned;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Projects;
import dev.assay.server.request.RequestKey;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AssignmentsClosed;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.ReturnAssignmentsResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives open assignments up, all or none. */
public final class ReturnAssignments
    implements Mutation<ReturnAssignmentsRequest, ReturnAssignmentsResponse> {
  /** The most assignments in one call. */
  public static final int MAX_TOKENS = 500;

  @Override
  public void validate(ReturnAssignmentsRequest request, Violations violations) {
    FieldRules.requestId(request.getRequestId(), "request_id", violations);
    ProjectNames.check(request.getProject(), "project", violations);
    FieldRules.annotatorId(request.getAnnotatorId(), "annotator_id", violations);
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    FieldRules.inRange(request.getTokensCount(), 1, MAX_TOKENS, "tokens", violations);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < request.getTokensCount(); i++) {
      AssignmentTokens.check(request.getTokens(i), "tokens[" + i + "]", violations);
      violations.require(
          seen.add(request.getTokens(i)), "tokens[" + i + "]", "stands twice in the call");
    }
  }

  @Override
  public RequestKey key(ReturnAssignmentsRequest request) {
    return new RequestKey(ProjectNames.id(request.getProject()), request.getRequestId());
  }

  @Override
  public ReturnAssignmentsResponse emptyResponse() {
    return ReturnAssignmentsResponse.getDefaultInstance();
  }

  @Override
  public ReturnAssignmentsResponse execute(
      Transaction transaction, ReturnAssignmentsRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    AssignmentTokens tokens = AssignmentTokens.of(transaction.tokenKey());
    List<AssignmentRow> leases = new ArrayList<>();
    for (int i = 0; i < request.getTokensCount(); i++) {
      Long assignmentId = tokens.assignmentId(request.getTokens(i), project.projectId());
      AssignmentRow lease =
          assignmentId == null ? null : transaction.assignments().find(assignmentId);
      if (lease == null || lease.projectId() != project.projectId()) {
        throw new AssignmentNotFound(i);
      }
      leases.add(returnable(lease, i, request.getAnnotatorId(), transaction.nowMillis()));
    }
    // From here on it must succeed.
    Ledger ledger = Ledger.open(transaction, project.projectId(), request.getRequestId());
    long releasedMicros = 0;
    for (AssignmentRow lease : leases) {
      ledger.release(lease, request.getReason());
      releasedMicros = Math.addExact(releasedMicros, lease.priceMicros());
    }
    ledger.close();
    Leases.close(
        transaction,
        leases,
        AssignmentRow.State.RETURNED,
        request.getRequestId(),
        AssignmentsClosed.newBuilder()
            .setCause(AssignmentsClosed.Cause.CAUSE_RETURNED)
            .setReason(request.getReason()));
    return ReturnAssignmentsResponse.newBuilder().setReleasedMicros(releasedMicros).build();
  }

  private static AssignmentRow returnable(
      AssignmentRow lease, int index, String annotatorId, long nowMillis) {
    if (!lease.annotatorId().equals(annotatorId)) {
      throw new AnnotatorMismatch(index);
    }
    return switch (lease.state()) {
      case HELD -> {
        if (lease.expireMillis() <= nowMillis) {
          throw new AssignmentExpired(index);
        }
        yield lease;
      }
      case LABELED -> throw new AssignmentLabeled(index, Code.FAILED_PRECONDITION);
      case RETURNED -> throw new AssignmentReturned(index);
      case EXPIRED -> throw new AssignmentExpired(index);
    };
  }
}
