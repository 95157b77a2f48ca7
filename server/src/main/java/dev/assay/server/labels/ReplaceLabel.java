package dev.assay.server.labels;

import com.google.protobuf.util.Durations;
import dev.assay.server.annotator.WorkPermit;
import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.budget.Ledger;
import dev.assay.server.gold.BlindTimes;
import dev.assay.server.gold.GoldAnswers;
import dev.assay.server.gold.StandingsNow;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.server.verdict.VoteJudge;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Funding;
import dev.assay.v1.LabelReplaced;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.ReplaceLabelResponse;
import dev.assay.v1.TaskKind;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Changes the answer of a vote that was taken. The charge stays as it is. A vote that was withdrawn
 * counts again. A gold check is judged again.
 */
public final class ReplaceLabel implements Mutation<ReplaceLabelRequest, ReplaceLabelResponse> {
  private final SecretNumbers secrets;
  private final VerdictModels models;
  private final BlindTimes times = new BlindTimes();

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
  public long answerStepMillis(ReplaceLabelRequest request) {
    return times.stepMillis(request.getProject());
  }

  @Override
  public ReplaceLabelResponse execute(Transaction transaction, ReplaceLabelRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    times.see(project);
    LabelSpace space = LabelSpace.of(project.definition());
    LabelSubmission label = request.getLabel();
    Violations violations = new Violations();
    space.check(label.getValue(), "label.value", violations);
    violations.throwIfAny();
    VoteJudge judge = models.judge(transaction, project);
    VoteRevision revision =
        new VoteRevision(transaction, project, secrets, judge, request.getRequestId());
    LabelRow before = revision.findReplaceable(label.getToken(), request.getAnnotatorId());
    AssignmentRow lease =
        Objects.requireNonNull(transaction.assignments().find(before.assignmentId()));
    WorkPermit.require(
        transaction, project, request.getAnnotatorId(), List.of(lease), 0, transaction.nowMillis());
    Funding funding = funding(before, lease);
    // From here on it must succeed.
    if (funding == Funding.FUNDING_UNFUNDED && before.funding() == Funding.FUNDING_WITHDRAWN) {
      Ledger ledger = Ledger.open(transaction, project.projectId(), request.getRequestId());
      ledger.addUnfunded(1);
      ledger.close();
    }
    Answer answer = space.answer(label.getValue());
    LabelRow after =
        before.with(
            answer.text(),
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
    if (lease.taskKind() == TaskKind.TASK_KIND_GOLD) {
      new GoldAnswers(transaction, project, secrets, judge, request.getRequestId())
          .retake(lease, answer);
    } else if (before.funding() == Funding.FUNDING_WITHDRAWN) {
      new StandingsNow(secrets, models) // it may have been given in doubt
          .review(transaction, project, request.getAnnotatorId(), request.getRequestId());
    }
    return ReplaceLabelResponse.newBuilder().setLabel(LabelMessages.of(after, space)).build();
  }

  /** How the vote is paid for: a withdrawn one as it was before it was withdrawn. */
  private static Funding funding(LabelRow before, AssignmentRow lease) {
    if (before.funding() != Funding.FUNDING_WITHDRAWN) {
      return before.funding();
    }
    return before.chargedMicros() == lease.priceMicros()
        ? Funding.FUNDING_FUNDED
        : Funding.FUNDING_UNFUNDED;
  }
}
