package dev.assay.server.acquisition;

import com.google.rpc.Code;
import dev.assay.server.budget.Ledger;
import dev.assay.server.failure.AssignmentExpired;
import dev.assay.server.failure.AssignmentLabeled;
import dev.assay.server.failure.AssignmentReturned;
import dev.assay.server.gold.BlindTimes;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AssignmentsClosed;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.ReturnAssignmentsResponse;
import java.util.ArrayList;
import java.util.List;

/** Gives open assignments up, all or none. */
public final class ReturnAssignments
    implements Mutation<ReturnAssignmentsRequest, ReturnAssignmentsResponse> {
  private final BlindTimes times = new BlindTimes();

  @Override
  public void validate(ReturnAssignmentsRequest request, Violations violations) {
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    NamedLeases.check(request.getTokensList(), violations);
  }

  @Override
  public long answerStepMillis(ReturnAssignmentsRequest request) {
    return times.stepMillis(request.getProject());
  }

  @Override
  public ReturnAssignmentsResponse execute(
      Transaction transaction, ReturnAssignmentsRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    times.see(project);
    NamedLeases named = new NamedLeases(transaction, project.projectId(), request.getAnnotatorId());
    List<AssignmentRow> leases = new ArrayList<>();
    for (int i = 0; i < request.getTokensCount(); i++) {
      leases.add(returnable(named.find(request.getTokens(i), i), i, transaction.nowMillis()));
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

  private static AssignmentRow returnable(AssignmentRow lease, int index, long nowMillis) {
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
