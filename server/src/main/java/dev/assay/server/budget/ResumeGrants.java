package dev.assay.server.budget;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.GrantsResumed;
import dev.assay.v1.ResumeGrantsRequest;
import dev.assay.v1.ResumeGrantsResponse;

/** Lets a project that has stopped for review grant again. */
public final class ResumeGrants implements Mutation<ResumeGrantsRequest, ResumeGrantsResponse> {

  @Override
  public void validate(ResumeGrantsRequest request, Violations violations) {
    FieldRules.etag(request.getEtag(), "etag", violations);
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    Actors.check(request.getActor(), violations);
  }

  @Override
  public ResumeGrantsResponse execute(Transaction transaction, ResumeGrantsRequest request) {
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    BudgetRow before = transaction.budgets().get(project.projectId());
    BudgetView.checkEtag(request.getEtag(), before);
    Ledger ledger =
        Ledger.open(
            transaction,
            project.projectId(),
            request.getRequestId(),
            Actors.of(request.getActor()));
    ledger.resume();
    BudgetRow after = ledger.close();
    if (before.watch().pausedMicros() != null) {
      AuditLog.append(
          transaction,
          project.projectId(),
          request.getRequestId(),
          AuditEvent.newBuilder()
              .setGrantsResumed(
                  GrantsResumed.newBuilder()
                      .setThresholdMicros(after.watch().reviewedMicros())
                      .setReason(request.getReason())
                      .setActor(request.getActor())));
    }
    return ResumeGrantsResponse.newBuilder()
        .setBudget(BudgetView.of(transaction, project, after, "", transaction.nowMillis()))
        .build();
  }
}
