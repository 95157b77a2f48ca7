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
import dev.assay.v1.CeilingSet;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.SetCeilingResponse;

/** Changes the cap of what a project may spend; below what is committed it drains. */
public final class SetCeiling implements Mutation<SetCeilingRequest, SetCeilingResponse> {
  /**
   * The most labels that wait for budget that one change looks at; the rest follow by themselves.
   */
  static final int MAX_FUNDED_AT_ONCE = 100;

  private final WaitingLabels waiting;

  public SetCeiling(WaitingLabels waiting) {
    this.waiting = waiting;
  }

  @Override
  public void validate(SetCeilingRequest request, Violations violations) {
    FieldRules.inRange(
        request.getCeilingMicros(), 0, FieldRules.MAX_CEILING_MICROS, "ceiling_micros", violations);
    FieldRules.etag(request.getEtag(), "etag", violations);
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    Actors.check(request.getActor(), violations);
  }

  @Override
  public boolean validateOnly(SetCeilingRequest request) {
    return request.getValidateOnly();
  }

  @Override
  public SetCeilingResponse execute(Transaction transaction, SetCeilingRequest request) {
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    long projectId = project.projectId();
    BudgetRow before = transaction.budgets().get(projectId);
    BudgetView.checkCurrency(request.getCurrencyCode(), project);
    BudgetView.checkEtag(request.getEtag(), before);

    Ledger ledger =
        Ledger.open(transaction, projectId, request.getRequestId(), Actors.of(request.getActor()));
    ledger.setCeiling(request.getCeilingMicros(), request.getReason());
    BudgetRow set = ledger.close();
    AuditLog.append(
        transaction,
        projectId,
        request.getRequestId(),
        AuditEvent.newBuilder()
            .setCeilingSet(
                CeilingSet.newBuilder()
                    .setPreviousMicros(before.ceilingMicros())
                    .setCeilingMicros(set.ceilingMicros())
                    .setTargetMicros(set.targetMicros())
                    .setReason(request.getReason())
                    .setActor(request.getActor())));
    if (set.unfundedLabelCount() > 0) {
      waiting.fund(transaction, project, request.getRequestId(), MAX_FUNDED_AT_ONCE);
    }
    BudgetRow after = transaction.budgets().get(projectId);
    return SetCeilingResponse.newBuilder()
        .setBudget(BudgetView.of(transaction, project, after, "", transaction.nowMillis()))
        .build();
  }
}
