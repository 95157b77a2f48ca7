package dev.assay.server.gold;

import dev.assay.sampling.quality.gold.SequentialTest;
import dev.assay.sampling.quality.gold.Standing;
import dev.assay.server.annotator.AnnotatorChange;
import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VoteJudge;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.GoldPolicy;
import java.util.Objects;

/**
 * What answers to gold checks do to an annotator's standing: a sequential test moves it, and where
 * it ends in suspension, the votes given since it began to speak against the annotator are in
 * doubt.
 */
public final class GoldAnswers {
  private final Transaction transaction;
  private final ProjectRow project;
  private final VoteJudge judge;
  private final String requestId;
  private final GoldItems items;

  /**
   * @param judge follows the votes with the project's model
   * @param requestId the request that brought the answers
   */
  public GoldAnswers(
      Transaction transaction,
      ProjectRow project,
      SecretNumbers secrets,
      VoteJudge judge,
      String requestId) {
    this.transaction = transaction;
    this.project = project;
    this.judge = judge;
    this.requestId = requestId;
    this.items = new GoldItems(transaction, project.projectId(), secrets);
  }

  /** Takes one answer to a check, and returns whether it is the key. */
  public boolean take(AssignmentRow assignment, Answer answer) {
    boolean passed = judge(assignment, answer);
    AnnotatorRow row = annotator(assignment.annotatorId());
    SequentialTest.State state = test().after(state(row), passed);
    move(row, state, row.gold().plus(passed, state.logRatio(), transaction.nowMillis()));
    return passed;
  }

  /**
   * Judges a check again whose answer was replaced. Where that passes one that had failed, or fails
   * one that had passed, the test takes back what the answer before said and counts the new one. An
   * answer from before the present standing was reached is behind it: a mended one earns nothing
   * then, but a spoilt one counts against the annotator all the same.
   */
  public void retake(AssignmentRow assignment, Answer answer) {
    GoldCheckRow before =
        transaction
            .gold()
            .check(project.projectId(), assignment.annotatorId(), assignment.ordinal());
    Long answeredMillis = before == null ? null : before.answeredMillis();
    if (before == null || answeredMillis == null) {
      return; // the check was handed over to another annotator, who has not answered it
    }
    boolean passed = judge(assignment, answer);
    if (before.passed() != null && before.passed() == passed) {
      return;
    }
    AnnotatorRow row = annotator(assignment.annotatorId());
    boolean counts = !passed || answeredMillis >= row.standing().sinceMillis();
    SequentialTest.State state = counts ? test().revised(state(row), passed) : state(row);
    move(row, state, row.gold().revised(passed, state.logRatio(), transaction.nowMillis()));
  }

  /** Compares an answer with the key and notes what it is. */
  private boolean judge(AssignmentRow assignment, Answer answer) {
    long projectId = project.projectId();
    GoldRow gold = Objects.requireNonNull(transaction.gold().find(projectId, assignment.ordinal()));
    Answer key = items.key(gold);
    boolean passed = key.equals(answer);
    transaction
        .gold()
        .answer(
            new GoldCheckRow(
                projectId,
                assignment.annotatorId(),
                assignment.ordinal(),
                assignment.assignmentId(),
                LabelSpace.of(project.definition()).allows(Use.CLASS_SKILL)
                    ? Answer.classIndex(key.text())
                    : null,
                passed,
                assignment.createdMillis(),
                transaction.nowMillis()));
    return passed;
  }

  private AnnotatorRow annotator(String annotatorId) {
    AnnotatorRow known = transaction.annotators().find(project.projectId(), annotatorId);
    return known == null
        ? AnnotatorRow.unknown(project.projectId(), annotatorId, transaction.nowMillis())
        : known;
  }

  private static SequentialTest.State state(AnnotatorRow row) {
    return new SequentialTest.State(row.gold().logRatio(), standing(row.standing().state()));
  }

  private void move(AnnotatorRow row, SequentialTest.State state, AnnotatorRow.GoldCount gold) {
    if (state.standing() == standing(row.standing().state())) {
      transaction.annotators().put(row.with(row.standing(), gold));
      return;
    }
    long nowMillis = transaction.nowMillis();
    AnnotatorRow.Standing standing =
        new AnnotatorRow.Standing(
            state(state.standing()),
            gold.correctCount() + " of " + gold.count() + " gold checks passed",
            nowMillis);
    AnnotatorRow known = transaction.annotators().find(project.projectId(), row.annotatorId());
    AnnotatorChange.store(transaction, project, known, row.with(standing, gold), requestId);
    if (state.standing() == Standing.SUSPENDED
        && !project.definition().getPolicy().getGold().getKeepDoubtfulVotes()) {
      DoubtfulVotes.discount(
          transaction,
          project,
          judge,
          row.annotatorId(),
          // All votes of this moment are in doubt, wherever in their call they stood: to tell those
          // before a check from those after it would tell the check.
          Math.min(row.gold().doubtSinceMillis(), nowMillis - 1));
    }
  }

  private SequentialTest test() {
    GoldPolicy policy = project.definition().getPolicy().getGold();
    return policy.hasGoodAccuracy()
        ? new SequentialTest(
            policy.getGoodAccuracy(),
            policy.getBadAccuracy(),
            policy.getFalseSuspension(),
            policy.getMissedSuspension())
        : SequentialTest.DEFAULT; // the policy checks no more, but this check was granted before
  }

  private static Standing standing(AnnotatorState state) {
    return switch (state) {
      case ANNOTATOR_STATE_TRUSTED -> Standing.TRUSTED;
      case ANNOTATOR_STATE_SUSPENDED -> Standing.SUSPENDED;
      default -> Standing.PROBATION;
    };
  }

  private static AnnotatorState state(Standing standing) {
    return switch (standing) {
      case TRUSTED -> AnnotatorState.ANNOTATOR_STATE_TRUSTED;
      case PROBATION -> AnnotatorState.ANNOTATOR_STATE_PROBATION;
      case SUSPENDED -> AnnotatorState.ANNOTATOR_STATE_SUSPENDED;
    };
  }
}
