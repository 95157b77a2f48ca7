package dev.assay.server.acquisition;

import com.google.protobuf.util.Durations;
import dev.assay.server.budget.Ledger;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.AssignmentTable;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AssignmentsClosed;
import dev.assay.v1.ReleaseAssignmentsRequest;
import dev.assay.v1.ReleaseAssignmentsResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends open assignments before their time, for the owner: what is held for work that nobody does
 * comes back. For everybody else it is as if the leases had ended by themselves, of ordinary work
 * and of checks alike.
 */
public final class ReleaseAssignments
    implements Mutation<ReleaseAssignmentsRequest, ReleaseAssignmentsResponse> {
  /** The most assignments that one call ends. */
  static final int MAX_RELEASED = 500;

  @Override
  public void validate(ReleaseAssignmentsRequest request, Violations violations) {
    FieldRules.text(
        request.getAnnotatorId(),
        0,
        FieldRules.MAX_ANNOTATOR_ID_LENGTH,
        "annotator_id",
        violations);
    FieldRules.duration(
        request.getMinAge(), 0, PolicyRules.MAX_LEASE_MILLIS, "min_age", violations);
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    if (request.getTokensCount() > 0) {
      NamedLeases.check(request.getTokensList(), violations);
    } else {
      violations.require(
          request.hasMinAge() || !request.getAnnotatorId().isEmpty(),
          "annotator_id",
          "or min_age or tokens must say which to end; a min_age of zero ends all");
    }
  }

  @Override
  public ReleaseAssignmentsResponse execute(
      Transaction transaction, ReleaseAssignmentsRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    long grantedBy = transaction.nowMillis() - Durations.toMillis(request.getMinAge());
    String annotatorId = request.getAnnotatorId();
    List<AssignmentRow> found =
        request.getTokensCount() > 0
            ? named(transaction, project.projectId(), request.getTokensList()).stream()
                .filter(lease -> annotatorId.isEmpty() || lease.annotatorId().equals(annotatorId))
                .filter(lease -> lease.createdMillis() <= grantedBy)
                .toList()
            : transaction
                .assignments()
                .open(
                    project.projectId(),
                    annotatorId.isEmpty() ? null : annotatorId,
                    grantedBy,
                    AssignmentTable.After.NOTHING,
                    MAX_RELEASED + 1);
    List<AssignmentRow> leases = found.subList(0, Math.min(found.size(), MAX_RELEASED));
    // From here on it must succeed.
    if (!leases.isEmpty()) {
      end(transaction, leases, request);
    }
    return ReleaseAssignmentsResponse.newBuilder()
        .setReleasedCount(leases.size())
        .setReleasedMicros(
            leases.stream().mapToLong(AssignmentRow::priceMicros).reduce(0, Math::addExact))
        .setAnyLeft(found.size() > leases.size())
        .build();
  }

  /** Those of the named assignments that are open. */
  private static List<AssignmentRow> named(
      Transaction transaction, long projectId, List<String> tokens) {
    AssignmentTokens all = AssignmentTokens.of(transaction);
    List<AssignmentRow> open = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      AssignmentRow lease = all.find(transaction, tokens.get(i), projectId, i);
      if (lease.state() == AssignmentRow.State.HELD) {
        open.add(lease);
      }
    }
    return open;
  }

  private static void end(
      Transaction transaction, List<AssignmentRow> leases, ReleaseAssignmentsRequest request) {
    Ledger ledger =
        Ledger.open(transaction, leases.get(0).projectId(), request.getRequestId(), Ledger.OWNER);
    leases.forEach(lease -> ledger.release(lease, request.getReason()));
    ledger.close();
    Leases.close(
        transaction,
        leases,
        AssignmentRow.State.EXPIRED,
        request.getRequestId(),
        AssignmentsClosed.newBuilder()
            .setCause(AssignmentsClosed.Cause.CAUSE_RELEASED)
            .setReason(request.getReason()));
  }
}
