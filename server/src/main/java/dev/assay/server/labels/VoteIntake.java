package dev.assay.server.labels;

import com.google.rpc.Code;
import dev.assay.server.adjudication.AdjudicationRouting;
import dev.assay.server.adjudication.Decisions;
import dev.assay.server.answer.Answer;
import dev.assay.server.budget.Ledger;
import dev.assay.server.failure.AnnotatorMismatch;
import dev.assay.server.failure.AssignmentLabeled;
import dev.assay.server.failure.AssignmentNotFound;
import dev.assay.server.failure.AssignmentReturned;
import dev.assay.server.gold.GoldAnswers;
import dev.assay.server.gold.GoldPromotion;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.TaskVotes;
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
 * on the item, and is kept as unfunded otherwise. Only funded votes count.
 */
final class VoteIntake {
  private final Transaction transaction;
  private final ProjectRow project;
  private final String annotatorId;
  private final AssignmentTokens tokens;
  private final Ledger ledger;
  private final GoldAnswers gold;
  private final GoldPromotion promotion;
  private final String requestId;
  private final AdjudicationRouting routing;
  private final List<Long> labeled = new ArrayList<>();
  private final List<Integer> voted = new ArrayList<>();
  private final Map<AssignmentRow, Answer> checks = new LinkedHashMap<>();

  private VoteIntake(
      Transaction transaction,
      ProjectRow project,
      String annotatorId,
      SecretNumbers secrets,
      String requestId) {
    this.transaction = transaction;
    this.project = project;
    this.annotatorId = annotatorId;
    this.tokens = new AssignmentTokens(transaction.tokenKey());
    this.ledger = Ledger.open(transaction, project.projectId(), requestId);
    this.gold = new GoldAnswers(transaction, project, secrets, requestId);
    this.promotion = new GoldPromotion(transaction, project, secrets);
    this.routing = new AdjudicationRouting(transaction, project, secrets, requestId);
    this.requestId = requestId;
  }

  static VoteIntake open(
      Transaction transaction,
      ProjectRow project,
      String annotatorId,
      SecretNumbers secrets,
      String requestId) {
    return new VoteIntake(transaction, project, annotatorId, secrets, requestId);
  }

  /** Takes one vote and returns it as the audit log has it. The index is for error messages. */
  VoteRecorded take(int index, String token, LabelValue value, @Nullable Long labelingMillis) {
    AssignmentRow assignment = find(index, token);
    Answer answer = Answer.of(value, project.definition().getLabelSchema());
    boolean inTime =
        assignment.state() == AssignmentRow.State.HELD
            && assignment.expireMillis() > transaction.nowMillis();
    boolean funded = inTime ? charge(assignment) : chargeLate(assignment);
    LabelRow label = row(assignment, answer, funded, labelingMillis);
    transaction.labels().insert(label);
    labeled.add(assignment.assignmentId());
    VoteRecorded.Builder recorded =
        VoteRecorded.newBuilder()
            .setItemId(label.itemId())
            .setValue(value)
            .setFunding(label.funding())
            .setChargedMicros(label.chargedMicros());
    switch (assignment.taskKind()) {
      case TASK_KIND_GOLD -> checks.put(assignment, answer);
      case TASK_KIND_ADJUDICATE -> decide(assignment, answer, funded, recorded);
      default -> count(assignment, label, funded, recorded);
    }
    return recorded.build();
  }

  private void decide(
      AssignmentRow assignment, Answer answer, boolean funded, VoteRecorded.Builder recorded) {
    TaskRow decided =
        funded ? Decisions.take(transaction, project, assignment, answer, requestId) : null;
    if (decided != null) {
      recorded.setVerdict(answer.toLabelValue(project.definition().getLabelSchema()));
    }
  }

  /** Lets the vote move its item's task on. */
  private void count(
      AssignmentRow assignment, LabelRow label, boolean funded, VoteRecorded.Builder recorded) {
    TaskRow before =
        Objects.requireNonNull(transaction.tasks().find(project.projectId(), assignment.ordinal()));
    TaskRow after =
        TaskVotes.afterVote(
            transaction, project, before, assignment.state() == AssignmentRow.State.HELD, funded);
    transaction.tasks().update(after);
    voted.add(assignment.ordinal());
    if (!before.isSettled() && after.verdict() != null) {
      recorded.setVerdict(
          Answer.parse(after.verdict()).toLabelValue(project.definition().getLabelSchema()));
      promotion.consider(after, label.itemId());
      routing.consider(after, null);
    }
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
    promotion.close(requestId);
    boolean anyFailed = false;
    for (Map.Entry<AssignmentRow, Answer> check : checks.entrySet()) {
      anyFailed |= !gold.take(check.getKey(), check.getValue());
    }
    if (anyFailed) {
      voted.forEach(routing::considerNeighbour);
    }
  }

  private AssignmentRow find(int index, String token) {
    Long assignmentId = tokens.assignmentId(token, project.projectId());
    AssignmentRow assignment =
        assignmentId == null ? null : transaction.assignments().find(assignmentId);
    if (assignment == null || assignment.projectId() != project.projectId()) {
      throw new AssignmentNotFound(index);
    }
    if (!assignment.annotatorId().equals(annotatorId)) {
      throw new AnnotatorMismatch(index);
    }
    return switch (assignment.state()) {
      case HELD, EXPIRED -> assignment;
      case LABELED -> throw new AssignmentLabeled(index, Code.ALREADY_EXISTS);
      case RETURNED -> throw new AssignmentReturned(index);
    };
  }

  private boolean charge(AssignmentRow assignment) {
    ledger.charge(assignment.assignmentId(), assignment.priceMicros());
    return true;
  }

  private boolean chargeLate(AssignmentRow assignment) {
    if (assignment.state() == AssignmentRow.State.HELD) {
      ledger.expire(assignment.assignmentId(), assignment.priceMicros());
    }
    boolean alone =
        transaction.assignments().ofItem(project.projectId(), assignment.ordinal()).stream()
            .filter(other -> other.annotatorId().equals(annotatorId))
            .filter(other -> other.assignmentId() != assignment.assignmentId())
            .noneMatch(
                other ->
                    other.state() == AssignmentRow.State.HELD
                        || other.state() == AssignmentRow.State.LABELED
                        || labeled.contains(other.assignmentId()));
    boolean funded = alone && ledger.availableMicros() >= assignment.priceMicros();
    if (funded) {
      ledger.chargeLate(assignment.assignmentId(), assignment.priceMicros());
    } else {
      ledger.addUnfunded();
    }
    return funded;
  }

  private LabelRow row(
      AssignmentRow assignment, Answer answer, boolean funded, @Nullable Long labelingMillis) {
    ItemRow item =
        Objects.requireNonNull(transaction.items().find(project.projectId(), assignment.ordinal()));
    return new LabelRow(
        0,
        project.projectId(),
        assignment.ordinal(),
        item.itemId(),
        annotatorId,
        assignment.assignmentId(),
        answer.toText(),
        funded ? Funding.FUNDING_FUNDED : Funding.FUNDING_UNFUNDED,
        funded ? assignment.priceMicros() : 0,
        assignment.slice(),
        labelingMillis,
        transaction.nowMillis());
  }
}
