package dev.assay.server.budget;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.failure.AdjustmentRefused;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AdjustChargesRequest;
import dev.assay.v1.AdjustChargesResponse;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ChargesAdjusted;

/** Books a charge or a refund that no label brings. */
public final class AdjustCharges implements Mutation<AdjustChargesRequest, AdjustChargesResponse> {

  @Override
  public void validate(AdjustChargesRequest request, Violations violations) {
    FieldRules.inRange(
        request.getAmountMicros(),
        -FieldRules.MAX_CEILING_MICROS,
        FieldRules.MAX_CEILING_MICROS,
        "amount_micros",
        violations);
    violations.require(request.getAmountMicros() != 0, "amount_micros", "must not be 0");
    FieldRules.etag(request.getEtag(), "etag", violations);
    FieldRules.text(request.getReason(), 1, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    Actors.check(request.getActor(), violations);
  }

  @Override
  public boolean validateOnly(AdjustChargesRequest request) {
    return request.getValidateOnly();
  }

  @Override
  public AdjustChargesResponse execute(Transaction transaction, AdjustChargesRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    BudgetRow before = transaction.budgets().get(project.projectId());
    BudgetView.checkCurrency(request.getCurrencyCode(), project);
    BudgetView.checkEtag(request.getEtag(), before);
    long amountMicros = request.getAmountMicros();
    if (amountMicros > before.availableMicros() || -amountMicros > before.chargedMicros()) {
      throw new AdjustmentRefused(before.availableMicros(), before.chargedMicros());
    }
    Ledger ledger =
        Ledger.open(
            transaction,
            project.projectId(),
            request.getRequestId(),
            Actors.of(request.getActor()));
    ledger.adjust(amountMicros, request.getReason());
    BudgetRow after = ledger.close();
    AuditLog.append(
        transaction,
        project.projectId(),
        request.getRequestId(),
        AuditEvent.newBuilder()
            .setChargesAdjusted(
                ChargesAdjusted.newBuilder()
                    .setAmountMicros(amountMicros)
                    .setReason(request.getReason())
                    .setActor(request.getActor())));
    return AdjustChargesResponse.newBuilder()
        .setBudget(BudgetView.of(transaction, project, after, "", transaction.nowMillis()))
        .build();
  }
}
