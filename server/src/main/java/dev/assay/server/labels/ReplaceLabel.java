package dev.assay.server.labels;

import com.google.protobuf.util.Durations;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.budget.Ledger;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Funding;
import dev.assay.v1.LabelReplaced;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.ReplaceLabelResponse;
import java.util.HashSet;
import java.util.Objects;

/**
 * Changes the answer of a vote that was taken. The charge stays as it is. A vote that was withdrawn
 * counts again.
 */
public final class ReplaceLabel implements Mutation<ReplaceLabelRequest, ReplaceLabelResponse> {
  private final SecretNumbers secrets;
  private final VerdictModels models;

  public ReplaceLabel(SecretNumbers secrets, VerdictModels models) {
    this.secrets = secrets;
    this.models = models;
  }

  @Override
  public void validate(ReplaceLabelRequest request, Violations violations) {
    if (violations.require(request.hasLabel(), "label", "is required")) {
      SubmissionRules.check(request.getLabel(), "label", new HashSet<>(), violations);
    }
  }

  @Override
  public ReplaceLabelResponse execute(Transaction transaction, ReplaceLabelRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    LabelSpace space = LabelSpace.of(project.definition());
    LabelSubmission label = request.getLabel();
    Violations violations = new Violations();
    space.check(label.getValue(), "label.value", violations);
    violations.throwIfAny();
    VoteRevision revision =
        new VoteRevision(
            transaction,
            project,
            secrets,
            models.judge(transaction, project),
            request.getRequestId());
    LabelRow before = revision.findReplaceable(label.getToken(), request.getAnnotatorId());
    Funding funding = funding(transaction, before);
    // From here on it must succeed.
    if (funding == Funding.FUNDING_UNFUNDED && before.funding() == Funding.FUNDING_WITHDRAWN) {
      Ledger ledger = Ledger.open(transaction, project.projectId(), request.getRequestId());
      ledger.addUnfunded(1);
      ledger.close();
    }
    LabelRow after =
        before.with(
            space.answer(label.getValue()).text(),
            funding,
            label.hasLabelingDuration()
                ? Long.valueOf(Durations.toMillis(label.getLabelingDuration()))
                : before.labelingMillis());
    LabelValue verdict = revision.apply(before, after);
    LabelReplaced.Builder event =
        LabelReplaced.newBuilder()
            .setAnnotatorId(request.getAnnotatorId())
            .setItemId(before.itemId())
            .setPreviousValue(space.value(before.answer()))
            .setValue(label.getValue());
    if (verdict != null) {
      event.setVerdict(verdict);
    }
    AuditLog.append(
        transaction,
        project.projectId(),
        request.getRequestId(),
        AuditEvent.newBuilder().setLabelReplaced(event));
    return ReplaceLabelResponse.newBuilder().setLabel(LabelMessages.of(after, space)).build();
  }

  /** How the vote is paid for: a withdrawn one as it was before it was withdrawn. */
  private static Funding funding(Transaction transaction, LabelRow before) {
    if (before.funding() != Funding.FUNDING_WITHDRAWN) {
      return before.funding();
    }
    AssignmentRow lease =
        Objects.requireNonNull(transaction.assignments().find(before.assignmentId()));
    return before.chargedMicros() == lease.priceMicros()
        ? Funding.FUNDING_FUNDED
        : Funding.FUNDING_UNFUNDED;
  }
}
