package dev.assay.server.labels;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.budget.Ledger;
import dev.assay.server.gold.BlindTimes;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.request.Violations;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Funding;
import dev.assay.v1.LabelValue;
import dev.assay.v1.LabelWithdrawn;
import dev.assay.v1.WithdrawLabelRequest;
import dev.assay.v1.WithdrawLabelResponse;

/** Takes a vote back. What it was charged stays charged. */
public final class WithdrawLabel implements Mutation<WithdrawLabelRequest, WithdrawLabelResponse> {
  private final SecretNumbers secrets;
  private final VerdictModels models;
  private final BlindTimes times = new BlindTimes();

  public WithdrawLabel(SecretNumbers secrets, VerdictModels models) {
    this.secrets = secrets;
    this.models = models;
  }

  @Override
  public void validate(WithdrawLabelRequest request, Violations violations) {
    AssignmentTokens.check(request.getToken(), "token", violations);
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
  }

  @Override
  public long answerStepMillis(WithdrawLabelRequest request) {
    return times.stepMillis(request.getProject());
  }

  @Override
  public WithdrawLabelResponse execute(Transaction transaction, WithdrawLabelRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    times.see(project);
    LabelSpace space = LabelSpace.of(project.definition());
    VoteRevision revision =
        new VoteRevision(
            transaction,
            project,
            secrets,
            models.judge(transaction, project),
            request.getRequestId());
    LabelRow before = revision.find(request.getToken(), request.getAnnotatorId());
    // From here on it must succeed.
    LabelRow after =
        before.with(before.answer(), Funding.FUNDING_WITHDRAWN, before.labelingMillis());
    LabelValue verdict = revision.apply(before, after);
    if (before.funding() == Funding.FUNDING_UNFUNDED) {
      Ledger ledger = Ledger.open(transaction, project.projectId(), request.getRequestId());
      ledger.addUnfunded(-1);
      ledger.close();
    }
    LabelWithdrawn.Builder event =
        LabelWithdrawn.newBuilder()
            .setAnnotatorId(request.getAnnotatorId())
            .setItemId(before.itemId())
            .setValue(space.value(before.answer()))
            .setChargedMicros(before.chargedMicros())
            .setReason(request.getReason());
    if (verdict != null) {
      event.setVerdict(verdict);
    }
    AuditLog.append(
        transaction,
        project.projectId(),
        request.getRequestId(),
        AuditEvent.newBuilder().setLabelWithdrawn(event));
    return WithdrawLabelResponse.newBuilder().setLabel(LabelMessages.of(after, space)).build();
  }
}
