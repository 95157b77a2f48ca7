package dev.assay.server.labels;

import com.google.rpc.Code;
import dev.assay.server.answer.Answer;
import dev.assay.server.budget.Ledger;
import dev.assay.server.failure.AnnotatorMismatch;
import dev.assay.server.failure.AssignmentLabeled;
import dev.assay.server.failure.AssignmentNotFound;
import dev.assay.server.failure.AssignmentReturned;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Funding;
import dev.assay.v1.LabelValue;
import dev.assay.v1.VoteRecorded;
import java.util.ArrayList;
import java.util.List;
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
  private final List<Long> labeled = new ArrayList<>();

  private VoteIntake(
      Transaction transaction, ProjectRow project, String annotatorId, Ledger ledger) {
    this.transaction = transaction;
    this.project = project;
    this.annotatorId = annotatorId;
    this.tokens = new AssignmentTokens(transaction.tokenKey());
    this.ledger = ledger;
  }

  static VoteIntake open(
      Transaction transaction, ProjectRow project, String annotatorId, String requestId) {
    return new VoteIntake(
        transaction,
        project,
        annotatorId,
        Ledger.open(transaction, project.projectId(), requestId));
  }

  /** Takes one vote and returns it as the audit log has it. The index is for error messages. */
  VoteRecorded take(int index, String token, LabelValue value, @Nullable Long labelingMillis) {
    AssignmentRow assignment = find(index, token);
    Answer answer = Answer.of(value, project.definition().getLabelSchema());
    boolean inTime =
        assignment.state() == AssignmentRow.State.HELD
            && assignment.expireMillis() > transaction.nowMillis();
    boolean funded = inTime ? charge(assignment) : chargeLate(assignment);
    TaskRow before =
        Objects.requireNonNull(transaction.tasks().find(project.projectId(), assignment.ordinal()));
    LabelRow label = row(assignment, answer, funded, labelingMillis);
    transaction.labels().insert(label);
    labeled.add(assignment.assignmentId());
    TaskRow after = advance(before, assignment, funded);
    transaction.tasks().update(after);
    VoteRecorded.Builder recorded =
        VoteRecorded.newBuilder()
            .setItemId(label.itemId())
            .setValue(value)
            .setFunding(label.funding())
            .setChargedMicros(label.chargedMicros());
    if (!before.isSettled() && after.verdict() != null) {
      recorded.setVerdict(
          Answer.parse(after.verdict()).toLabelValue(project.definition().getLabelSchema()));
    }
    return recorded.build();
  }

  /** Writes the ledger and ends the leases, under the audit event that tells of them. */
  void close(long auditSequence) {
    ledger.close();
    labeled.forEach(
        id -> transaction.assignments().close(id, AssignmentRow.State.LABELED, auditSequence));
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

  /**
   * The task after the vote: a lease that was still held has left the open ones, a funded vote has
   * joined the votes.
   */
  private TaskRow advance(TaskRow task, AssignmentRow assignment, boolean funded) {
    int open = task.openCount() - (assignment.state() == AssignmentRow.State.HELD ? 1 : 0);
    int votes = task.voteCount() + (funded ? 1 : 0);
    List<String> answers = transaction.labels().answers(project.projectId(), task.ordinal());
    if (task.verdict() != null) {
      int agreeing = (int) answers.stream().filter(task.verdict()::equals).count();
      return task.with(votes, open, 0, task.verdict(), agreeing, task.settledSequence());
    }
    Settlement settlement = Settlement.of(answers, project.definition().getPolicy());
    if (settlement.verdict() == null) {
      return task.with(votes, open, Math.max(settlement.neededCount() - open, 0), null, 0, null);
    }
    int sequence = transaction.progress().nextSettled(project.projectId());
    return task.with(votes, open, 0, settlement.verdict(), settlement.agreementCount(), sequence);
  }
}
