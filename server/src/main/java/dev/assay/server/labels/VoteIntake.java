package dev.assay.server.labels;

import com.google.rpc.Code;
import dev.assay.server.adjudication.AdjudicationQueue;
import dev.assay.server.annotator.WorkPermit;
import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.budget.Ledger;
import dev.assay.server.failure.AnnotatorMismatch;
import dev.assay.server.failure.AssignmentLabeled;
import dev.assay.server.failure.AssignmentReturned;
import dev.assay.server.gold.GoldAnswers;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.server.verdict.VoteJudge;
import dev.assay.v1.Funding;
import dev.assay.v1.LabelValue;
import dev.assay.v1.VoteRecorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The votes of one call, taken one by one inside its transaction.
 *
 * <p>A vote for an open lease turns its hold into a charge. A vote whose lease has ended is never
 * refused: it is charged where the ceiling allows and the annotator has no other vote or open lease
 * on the item, and is kept as unfunded otherwise. A vote of an annotator who is suspended when the
 * call comes is kept as unfunded, too; its hold goes back. Only funded votes count.
 */
final class VoteIntake {
  private final Transaction transaction;
  private final ProjectRow project;
  private final String annotatorId;
  private final boolean suspended;
  private final AssignmentTokens tokens;
  private final Ledger ledger;
  private final GoldAnswers gold;
  private final CountedVotes votes;
  private final VoteJudge judge;
  private final List<Long> labeled = new ArrayList<>();
  private final List<Integer> voted = new ArrayList<>();
  private final List<AssignmentRow> undecided = new ArrayList<>();
  private final Map<AssignmentRow, Answer> checks = new LinkedHashMap<>();

  private VoteIntake(
      Transaction transaction,
      ProjectRow project,
      String annotatorId,
      SecretNumbers secrets,
      VerdictModels models,
      String requestId) {
    this.transaction = transaction;
    this.project = project;
    this.annotatorId = annotatorId;
    this.suspended = WorkPermit.isSuspended(transaction, project.projectId(), annotatorId);
    this.tokens = AssignmentTokens.of(transaction);
    this.ledger = Ledger.open(transaction, project.projectId(), requestId);
    this.judge = models.judge(transaction, project);
    this.gold = new GoldAnswers(transaction, project, secrets, judge, requestId);
    this.votes = new CountedVotes(transaction, project, secrets, judge, true, requestId);
  }

  static VoteIntake open(
      Transaction transaction,
      ProjectRow project,
      String annotatorId,
      SecretNumbers secrets,
      VerdictModels models,
      String requestId) {
    return new VoteIntake(transaction, project, annotatorId, secrets, models, requestId);
  }

  /** Takes one vote and returns it as the audit log has it. The index is for error messages. */
  VoteRecorded take(int index, String token, LabelValue value, @Nullable Long labelingMillis) {
    AssignmentRow assignment = find(index, token);
    Answer answer = LabelSpace.of(project.definition()).answer(value);
    boolean inTime =
        assignment.state() == AssignmentRow.State.HELD
            && assignment.expireMillis() > transaction.nowMillis();
    Funding funding =
        inTime && !suspended
            ? charge(assignment, labelingMillis)
            : withoutHold(assignment, labelingMillis);
    boolean funded = funding == Funding.FUNDING_FUNDED;
    LabelRow label = row(assignment, answer, funding, labelingMillis);
    transaction.labels().insert(label);
    labeled.add(assignment.assignmentId());
    VoteRecorded.Builder recorded =
        VoteRecorded.newBuilder()
            .setItemId(label.itemId())
            .setValue(value)
            .setFunding(label.funding())
            .setChargedMicros(label.chargedMicros());
    LabelValue verdict = null;
    switch (assignment.taskKind()) {
      case TASK_KIND_GOLD -> {
        judge.pass();
        checks.put(assignment, answer);
        // The item of a vote that does not count asks for another, and so does a check.
        transaction.gold().setWaiting(assignment, !funded);
      }
      case TASK_KIND_ADJUDICATE -> {
        judge.pass();
        verdict = funded ? votes.decide(assignment, answer) : null;
        if (!funded && assignment.state() == AssignmentRow.State.HELD) {
          undecided.add(assignment);
        }
      }
      default -> {
        boolean wasOpen = assignment.state() == AssignmentRow.State.HELD;
        verdict = votes.count(assignment, label, wasOpen, funded);
        voted.add(assignment.ordinal());
      }
    }
    if (verdict != null) {
      recorded.setVerdict(verdict);
    }
    return recorded.build();
  }

  /**
   * Writes the ledger and ends the leases, under the audit event that tells of them; then lets the
   * gold checks among them move the annotator's standing, so that a suspension finds all votes of
   * the call.
   */
  void close(long auditSequence) {
    ledger.close();
    labeled.forEach(
        id -> transaction.assignments().close(id, AssignmentRow.State.LABELED, auditSequence));
    undecided.forEach(lease -> AdjudicationQueue.putBack(transaction, lease, false));
    if (!gold.take(annotatorId, checks)) {
      voted.forEach(votes::considerNeighbour);
    }
    if (!WorkPermit.isSuspended(transaction, project.projectId(), annotatorId)) {
      votes.close(); // what a careless annotator agreed to makes no gold
    }
  }

  private AssignmentRow find(int index, String token) {
    AssignmentRow assignment = tokens.find(transaction, token, project.projectId(), index);
    if (!assignment.annotatorId().equals(annotatorId)) {
      throw new AnnotatorMismatch(index);
    }
    return switch (assignment.state()) {
      case HELD, EXPIRED -> assignment;
      case LABELED -> throw new AssignmentLabeled(index, Code.ALREADY_EXISTS);
      case RETURNED -> throw new AssignmentReturned(index);
    };
  }

  private Funding charge(AssignmentRow assignment, @Nullable Long labelingMillis) {
    ledger.charge(assignment, labelingMillis == null ? 0 : labelingMillis);
    return Funding.FUNDING_FUNDED;
  }

  private Funding withoutHold(AssignmentRow assignment, @Nullable Long labelingMillis) {
    if (assignment.state() == AssignmentRow.State.HELD) {
      giveHoldBack(assignment);
    }
    ledger.addTime(assignment, labelingMillis == null ? 0 : labelingMillis);
    Funding funding =
        OtherVotes.of(transaction, assignment)
            .funding(suspended || ledger.refusalOfLate(assignment) != null);
    if (funding == Funding.FUNDING_FUNDED) {
      ledger.chargeLate(assignment);
    } else if (funding == Funding.FUNDING_UNFUNDED) {
      ledger.addUnfunded(1);
    }
    return funding;
  }

  private void giveHoldBack(AssignmentRow assignment) {
    if (assignment.expireMillis() > transaction.nowMillis()) {
      ledger.release(assignment, "suspended");
    } else {
      ledger.expire(assignment);
    }
  }

  private LabelRow row(
      AssignmentRow assignment, Answer answer, Funding funding, @Nullable Long labelingMillis) {
    ItemRow item =
        Objects.requireNonNull(transaction.items().find(project.projectId(), assignment.ordinal()));
    return new LabelRow(
        0,
        project.projectId(),
        assignment.ordinal(),
        item.itemId(),
        annotatorId,
        assignment.assignmentId(),
        answer.text(),
        funding,
        funding == Funding.FUNDING_FUNDED ? assignment.priceMicros() : 0,
        assignment.slice(),
        labelingMillis,
        transaction.nowMillis(),
        false);
  }
}
