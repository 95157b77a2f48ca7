package dev.assay.server.budget;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.failure.CeilingBelowCommitted;
import dev.assay.server.failure.EtagMismatch;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Projects;
import dev.assay.server.request.RequestKey;
import dev.assay.server.request.Violations;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.CeilingSet;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.SetCeilingResponse;

/** Changes the cap of what a project may spend, never to less than is charged and held. */
public final class SetCeiling implements Mutation<SetCeilingRequest, SetCeilingResponse> {

  @Override
  public void validate(SetCeilingRequest request, Violations violations) {
    FieldRules.requestId(request.getRequestId(), "request_id", violations);
    ProjectNames.check(request.getProject(), "project", violations);
    FieldRules.inRange(
        request.getCeilingMicros(), 0, FieldRules.MAX_CEILING_MICROS, "ceiling_micros", violations);
    FieldRules.etag(request.getEtag(), "etag", violations);
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
  }

  @Override
  public RequestKey key(SetCeilingRequest request) {
    return new RequestKey(ProjectNames.id(request.getProject()), request.getRequestId());
  }

  @Override
  public SetCeilingResponse emptyResponse() {
    return SetCeilingResponse.getDefaultInstance();
  }

  @Override
  public boolean validateOnly(SetCeilingRequest request) {
    return request.getValidateOnly();
  }

  @Override
  public SetCeilingResponse execute(Transaction transaction, SetCeilingRequest request) {
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    BudgetRow before = transaction.budgets().get(project.projectId());
    check(request, project, before);

    Ledger ledger = Ledger.open(transaction, project.projectId(), request.getRequestId());
    ledger.setCeiling(request.getCeilingMicros(), request.getReason());
    BudgetRow after = ledger.close();
    AuditLog.append(
        transaction,
        project.projectId(),
        request.getRequestId(),
        AuditEvent.newBuilder()
            .setCeilingSet(
                CeilingSet.newBuilder()
                    .setPreviousMicros(before.ceilingMicros())
                    .setCeilingMicros(after.ceilingMicros())
                    .setReason(request.getReason())));
    return SetCeilingResponse.newBuilder().setBudget(BudgetView.of(project, after)).build();
  }

  private static void check(SetCeilingRequest request, ProjectRow project, BudgetRow before) {
    String currencyCode = project.definition().getCurrencyCode();
    if (!request.getCurrencyCode().isEmpty() && !request.getCurrencyCode().equals(currencyCode)) {
      throw new InvalidRequest("currency_code", "must be the project's, " + currencyCode);
    }
    String etag = BudgetView.etag(before);
    if (!request.getEtag().isEmpty() && !request.getEtag().equals(etag)) {
      throw new EtagMismatch(request.getEtag(), etag);
    }
    long committedMicros = before.chargedMicros() + before.heldMicros();
    if (request.getCeilingMicros() < committedMicros) {
      throw new CeilingBelowCommitted(committedMicros);
    }
  }
}
