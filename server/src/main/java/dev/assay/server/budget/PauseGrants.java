package dev.assay.server.budget;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.PauseGrantsRequest;
import dev.assay.v1.PauseGrantsResponse;

/** Stops the granting of work until an owner lets it go on. */
public final class PauseGrants implements Mutation<PauseGrantsRequest, PauseGrantsResponse> {

  @Override
  public void validate(PauseGrantsRequest request, Violations violations) {
    FieldRules.etag(request.getEtag(), "etag", violations);
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    Actors.check(request.getActor(), violations);
  }

  @Override
  public PauseGrantsResponse execute(Transaction transaction, PauseGrantsRequest request) {
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    BudgetView.checkEtag(request.getEtag(), transaction.budgets().get(project.projectId()));
    Ledger ledger =
        Ledger.open(
            transaction,
            project.projectId(),
            request.getRequestId(),
            Actors.of(request.getActor()));
    ledger.pause(request.getReason(), request.getActor());
    BudgetRow after = ledger.close();
    return PauseGrantsResponse.newBuilder()
        .setBudget(BudgetView.of(transaction, project, after, "", transaction.nowMillis()))
        .build();
  }
}
