package dev.assay.server.labels;

import dev.assay.server.adjudication.AdjudicationRouting;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.failure.AnnotatorMismatch;
import dev.assay.server.failure.LabelNotFound;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.Judgement;
import dev.assay.server.verdict.Settlement;
import dev.assay.server.verdict.TaskVotes;
import dev.assay.server.verdict.VoteJudge;
import dev.assay.v1.Funding;
import dev.assay.v1.LabelValue;
import dev.assay.v1.Slice;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A vote that is changed after it was taken, inside the transaction of one call. The ledger is not
 * touched. The item is settled anew from the votes that stand: its verdict may become another, or
 * none, and then it asks for as many votes as it lacks.
 */
final class VoteRevision {
  private final Transaction transaction;
  private final ProjectRow project;
  private final VoteJudge judge;
  private final AdjudicationRouting routing;

  /**
   * @param judge follows the votes with the project's model
   * @param requestId the request that changes the vote
   */
  VoteRevision(
      Transaction transaction,
      ProjectRow project,
      SecretNumbers secrets,
      VoteJudge judge,
      String requestId) {
    this.transaction = transaction;
    this.project = project;
    this.judge = judge;
    this.routing = new AdjudicationRouting(transaction, project, secrets, requestId);
  }

  /** The vote that stands under the token and is the annotator's. */
  LabelRow find(String token, String annotatorId) {
    LabelRow label = given(token, annotatorId);
    if (label.funding() == Funding.FUNDING_WITHDRAWN) {
      throw new LabelNotFound();
    }
    return label;
  }

  /**
   * The vote under the token, which is the annotator's and may have been withdrawn, unless another
   * vote of theirs on the item stands: one person has one vote.
   */
  LabelRow findReplaceable(String token, String annotatorId) {
    LabelRow label = given(token, annotatorId);
    boolean hasAnother =
        label.funding() == Funding.FUNDING_WITHDRAWN
            && transaction.assignments().ofItem(label.projectId(), label.ordinal()).stream()
                .filter(other -> other.annotatorId().equals(annotatorId))
                .map(other -> transaction.labels().ofAssignment(other.assignmentId()))
                .anyMatch(vote -> vote != null && vote.funding() != Funding.FUNDING_WITHDRAWN);
    if (hasAnother) {
      throw new LabelNotFound();
    }
    return label;
  }

  private LabelRow given(String token, String annotatorId) {
    AssignmentRow assignment =
        AssignmentTokens.of(transaction).find(transaction, token, project.projectId(), 0);
    if (!assignment.annotatorId().equals(annotatorId)) {
      throw new AnnotatorMismatch(0);
    }
    LabelRow label = transaction.labels().ofAssignment(assignment.assignmentId());
    if (label == null) {
      throw new LabelNotFound();
    }
    return label;
  }

  /** Stores the vote as it is now, and returns the item's verdict since; null when it has none. */
  @Nullable LabelValue apply(LabelRow before, LabelRow after) {
    transaction.labels().update(after);
    TaskVotes.recountDecided(transaction, before);
    if (before.slice() == Slice.SLICE_GOLD) {
      // Where a vote does not count its item asks for another.
      AssignmentRow lease =
          Objects.requireNonNull(transaction.assignments().find(before.assignmentId()));
      transaction.gold().setWaiting(lease, after.funding() != Funding.FUNDING_FUNDED);
    }
    if (before.slice() == Slice.SLICE_GOLD || before.slice() == Slice.SLICE_ADJUDICATE) {
      return null; // a check is no vote, and a dispute is decided by the first answer
    }
    TaskRow task =
        Objects.requireNonNull(transaction.tasks().find(project.projectId(), before.ordinal()));
    boolean counts =
        before.funding() == Funding.FUNDING_FUNDED || after.funding() == Funding.FUNDING_FUNDED;
    if (counts && !before.discounted()) {
      Judgement judgement = judgement(after);
      if (!TaskVotes.isDecided(transaction, task)) {
        task = settleAnew(task, judgement, Math.max(before.chargedMicros(), after.chargedMicros()));
        transaction.tasks().update(task);
      }
    }
    return task.verdict() == null
        ? null
        : LabelSpace.of(project.definition()).value(task.verdict());
  }

  private @Nullable Judgement judgement(LabelRow vote) {
    return vote.funding() == Funding.FUNDING_FUNDED
        ? judge.revise(vote.ordinal(), vote.annotatorId(), vote.answer())
        : judge.withdraw(vote.ordinal(), vote.annotatorId());
  }

  private TaskRow settleAnew(TaskRow task, @Nullable Judgement judgement, long priceMicros) {
    TaskRow agreed = settleByAgreement(task);
    TaskRow settled = judgement == null ? agreed : judge.judged(agreed, judgement, priceMicros);
    if (settled.isSettled()) {
      routing.consider(settled, judgement == null ? null : judgement.probability());
    }
    return settled;
  }

  private TaskRow settleByAgreement(TaskRow task) {
    List<String> answers = transaction.labels().answers(project.projectId(), task.ordinal());
    Settlement settlement = Settlement.first(answers, project.definition());
    if (settlement.verdict() == null) {
      if (task.isSettled()) {
        transaction.progress().removeSettled(project.projectId());
      }
      int wanted = Math.max(settlement.neededCount() - task.openCount(), 0);
      return task.with(answers.size(), task.openCount(), wanted, null, 0, null);
    }
    Integer sequence = task.settledSequence();
    return task.with(
        answers.size(),
        task.openCount(),
        0,
        settlement.verdict(),
        settlement.agreementCount(),
        sequence == null ? transaction.progress().nextSettled(project.projectId()) : sequence);
  }
}
