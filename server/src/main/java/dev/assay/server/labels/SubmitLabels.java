package dev.assay.server.labels;

import com.google.protobuf.util.Durations;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.gold.BlindTimes;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.LabelReceipt;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelsSubmitted;
import dev.assay.v1.SubmitLabelsRequest;
import dev.assay.v1.SubmitLabelsResponse;
import dev.assay.v1.VoteRecorded;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes the answers of one annotator, all or none. Costs as much as there are votes on the items
 * answered.
 */
public final class SubmitLabels implements Mutation<SubmitLabelsRequest, SubmitLabelsResponse> {
  /** The most labels in one call. */
  public static final int MAX_LABELS = 500;

  private final SecretNumbers secrets;
  private final BlindTimes times = new BlindTimes();
  private final VerdictModels models;

  public SubmitLabels(SecretNumbers secrets, VerdictModels models) {
    this.secrets = secrets;
    this.models = models;
  }

  @Override
  public void validate(SubmitLabelsRequest request, Violations violations) {
    FieldRules.inRange(request.getLabelsCount(), 1, MAX_LABELS, "labels", violations);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < request.getLabelsCount(); i++) {
      SubmissionRules.check(request.getLabels(i), "labels[" + i + "]", seen, violations);
    }
  }

  @Override
  public long answerStepMillis(SubmitLabelsRequest request) {
    return times.stepMillis(request.getProject());
  }

  @Override
  public SubmitLabelsResponse execute(Transaction transaction, SubmitLabelsRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    times.see(project);
    LabelSpace space = LabelSpace.of(project.definition());
    Violations violations = new Violations();
    for (int i = 0; i < request.getLabelsCount(); i++) {
      space.check(request.getLabels(i).getValue(), "labels[" + i + "].value", violations);
    }
    violations.throwIfAny();

    VoteIntake intake =
        VoteIntake.open(
            transaction,
            project,
            request.getAnnotatorId(),
            secrets,
            models,
            request.getRequestId());
    SubmitLabelsResponse.Builder response = SubmitLabelsResponse.newBuilder();
    LabelsSubmitted.Builder event =
        LabelsSubmitted.newBuilder().setAnnotatorId(request.getAnnotatorId());
    for (int i = 0; i < request.getLabelsCount(); i++) {
      LabelSubmission label = request.getLabels(i);
      Long labelingMillis =
          label.hasLabelingDuration() ? Durations.toMillis(label.getLabelingDuration()) : null;
      VoteRecorded vote = intake.take(i, label.getToken(), label.getValue(), labelingMillis);
      event.addVotes(vote);
      response.addReceipts(
          LabelReceipt.newBuilder()
              .setToken(label.getToken())
              .setFunding(vote.getFunding())
              .setChargedMicros(vote.getChargedMicros()));
    }
    long sequence =
        AuditLog.append(
            transaction,
            project.projectId(),
            request.getRequestId(),
            AuditEvent.newBuilder().setLabelsSubmitted(event));
    intake.close(sequence);
    return response.build();
  }
}
