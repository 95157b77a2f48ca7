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
    move(assignment.annotatorId(), passed);
    return passed;
  }

  private void move(String annotatorId, boolean passed) {
    long nowMillis = transaction.nowMillis();
    AnnotatorRow known = transaction.annotators().find(project.projectId(), annotatorId);
    AnnotatorRow row =
        known == null ? AnnotatorRow.unknown(project.projectId(), annotatorId, nowMillis) : known;
    Standing before = standing(row.standing().state());
    SequentialTest.State state =
        test(project.definition().getPolicy().getGold())
            .after(new SequentialTest.State(row.gold().logRatio(), before), passed);
    AnnotatorRow.GoldCount gold = row.gold().plus(passed, state.logRatio(), nowMillis);
    if (state.standing() == before) {
      transaction.annotators().put(row.with(row.standing(), gold));
      return;
    }
    AnnotatorRow.Standing standing =
        new AnnotatorRow.Standing(
            state(state.standing()),
            gold.correctCount() + " of " + gold.count() + " gold checks passed",
            nowMillis);
    AnnotatorChange.store(transaction, project, known, row.with(standing, gold), requestId);
    if (state.standing() == Standing.SUSPENDED
        && !project.definition().getPolicy().getGold().getKeepDoubtfulVotes()) {
      DoubtfulVotes.discount(
          transaction, project, judge, annotatorId, row.gold().doubtSinceMillis());
    }
  }

  private static SequentialTest test(GoldPolicy policy) {
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
