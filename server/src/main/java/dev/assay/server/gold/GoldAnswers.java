package dev.assay.server.gold;

import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VoteJudge;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ChecksJudgedAnew;
import dev.assay.v1.TaskKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What answers to gold checks do to an annotator's standing: a sequential test moves it, and where
 * it ends in suspension, the votes given since it began to speak against the annotator are in
 * doubt. A check is what its answer is by the key: where either is another one, it is judged again,
 * and all that follows from it follows anew.
 */
public final class GoldAnswers {
  /** The table keeps the place of a check that is answered. */
  private static final GoldCheckRow.Place UNCHANGED =
      new GoldCheckRow.Place(0, 0, TaskKind.TASK_KIND_LABEL, GoldCheckRow.State.GRANTED);

  private final Transaction transaction;
  private final ProjectRow project;
  private final Standings standings;
  private final String requestId;
  private final GoldItems items;

  /**
   * @param judge follows the votes with the project's model
   * @param requestId the request that brought the answers, or the keys
   */
  public GoldAnswers(
      Transaction transaction,
      ProjectRow project,
      SecretNumbers secrets,
      VoteJudge judge,
      String requestId) {
    this.transaction = transaction;
    this.project = project;
    this.requestId = requestId;
    this.standings = new Standings(transaction, project, secrets, judge, requestId);
    this.items = new GoldItems(transaction, project.projectId(), secrets);
  }

  /**
   * Takes an annotator's answers to checks, of one call, and returns whether all are right. Of
   * somebody who has the item as a check under another assignment, it is that one's answer which
   * counts.
   */
  public boolean take(String annotatorId, Map<AssignmentRow, Answer> answers) {
    List<Boolean> passed = new ArrayList<>();
    answers.entrySet().stream()
        .filter(check -> isTheirCheck(check.getKey()))
        .sorted(Comparator.comparingLong(check -> check.getKey().assignmentId()))
        .forEach(check -> passed.add(judge(check.getKey(), check.getValue())));
    if (!passed.isEmpty()) {
      standings.advance(annotatorId, passed);
    }
    return passed.stream().allMatch(isPassed -> isPassed);
  }

  /**
   * Judges a check again whose answer was replaced. Where it is as right or wrong as before nothing
   * follows; otherwise the check stands where its present answer came.
   */
  public void retake(AssignmentRow assignment, Answer answer) {
    GoldCheckRow before =
        transaction
            .gold()
            .check(project.projectId(), assignment.annotatorId(), assignment.ordinal());
    if (before == null
        || before.answeredMillis() == null
        || before.passed() == null
        || !isTheirCheck(assignment)) {
      return; // handed over to another annotator, who has not answered it; or without a key by now
    }
    if (before.passed() != key(assignment.ordinal()).equals(answer)) {
      boolean unused = judge(assignment, answer);
      standings.revise(assignment.annotatorId());
    }
  }

  /** Brings an annotator's standing, and which of their votes count, to the present checks. */
  void revise(String annotatorId) {
    standings.revise(annotatorId);
  }

  /**
   * Judges all answers to checks by these items again, by the keys as they are now.
   *
   * @param corrected items that have got another key, or are found to have none
   * @param isVoid whether they are found to have none: their checks say nothing of anybody
   * @return the number of checks that are now something else
   */
  int judgeAnew(List<GoldRow> corrected, boolean isVoid) {
    ChecksJudgedAnew.Builder event = ChecksJudgedAnew.newBuilder();
    TreeSet<String> annotators = new TreeSet<>();
    for (GoldRow item : corrected) {
      int ordinal = item.ordinal();
      Answer key = isVoid ? null : key(ordinal);
      String itemId =
          Objects.requireNonNull(transaction.items().find(project.projectId(), ordinal)).itemId();
      for (GoldCheckRow check : transaction.gold().answered(project.projectId(), ordinal)) {
        GoldCheckRow now = judged(check, key);
        if (!Objects.equals(now.passed(), check.passed())) {
          annotators.add(check.annotatorId());
          event.addChecks(message(itemId, now));
        }
        transaction.gold().answer(now);
      }
    }
    if (event.getChecksCount() > 0) {
      AuditLog.append(
          transaction,
          project.projectId(),
          requestId,
          AuditEvent.newBuilder().setChecksJudgedAnew(event));
    }
    annotators.forEach(standings::revise);
    return event.getChecksCount();
  }

  private static ChecksJudgedAnew.Check message(String itemId, GoldCheckRow check) {
    ChecksJudgedAnew.Check.Builder message =
        ChecksJudgedAnew.Check.newBuilder().setItemId(itemId).setAnnotatorId(check.annotatorId());
    Boolean passed = check.passed();
    if (passed != null) {
      message.setPassed(passed);
    }
    return message.build();
  }

  /** A check as it is by that key, or without one. */
  private GoldCheckRow judged(GoldCheckRow check, @Nullable Answer key) {
    LabelRow label =
        Objects.requireNonNull(transaction.labels().ofAssignment(check.assignmentId()));
    return new GoldCheckRow(
        check.projectId(),
        check.annotatorId(),
        check.ordinal(),
        check.assignmentId(),
        check.place(),
        key == null ? null : keyClass(key),
        key == null ? null : (Boolean) key.text().equals(label.answer()),
        check.createdMillis(),
        check.answeredMillis());
  }

  private boolean isTheirCheck(AssignmentRow assignment) {
    GoldCheckRow check =
        transaction
            .gold()
            .check(project.projectId(), assignment.annotatorId(), assignment.ordinal());
    return check != null && check.assignmentId() == assignment.assignmentId();
  }

  /** Compares an answer with the key and notes what it is. */
  private boolean judge(AssignmentRow assignment, Answer answer) {
    Answer key = key(assignment.ordinal());
    boolean passed = key.equals(answer);
    transaction
        .gold()
        .answer(
            new GoldCheckRow(
                project.projectId(),
                assignment.annotatorId(),
                assignment.ordinal(),
                assignment.assignmentId(),
                UNCHANGED,
                keyClass(key),
                passed,
                assignment.createdMillis(),
                transaction.nowMillis()));
    return passed;
  }

  private Answer key(int ordinal) {
    GoldRow gold = Objects.requireNonNull(transaction.gold().find(project.projectId(), ordinal));
    return items.key(gold);
  }

  private @Nullable Integer keyClass(Answer key) {
    return LabelSpace.of(project.definition()).allows(Use.CLASS_SKILL)
        ? Answer.classIndex(key.text())
        : null;
  }
}
