package dev.assay.server.labels;

import dev.assay.server.adjudication.AdjudicationRouting;
import dev.assay.server.adjudication.Decisions;
import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.gold.GoldPromotion;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.Judgement;
import dev.assay.server.verdict.TaskVotes;
import dev.assay.server.verdict.VoteJudge;
import dev.assay.v1.LabelValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stored labels do to their items: votes settle them, adjudicators' answers decide them. */
final class CountedVotes {
  private final Transaction transaction;
  private final ProjectRow project;
  private final String requestId;
  private final GoldPromotion promotion;
  private final AdjudicationRouting routing;
  private final VoteJudge judge;
  private final boolean isNew;

  /**
   * @param judge follows the votes with the project's model
   * @param isNew whether the votes come now; otherwise they were stored before, and count from now
   *     on
   */
  CountedVotes(
      Transaction transaction,
      ProjectRow project,
      SecretNumbers secrets,
      VoteJudge judge,
      boolean isNew,
      String requestId) {
    this.judge = judge;
    this.isNew = isNew;
    this.transaction = transaction;
    this.project = project;
    this.requestId = requestId;
    this.promotion = new GoldPromotion(transaction, project, secrets);
    this.routing = new AdjudicationRouting(transaction, project, secrets, requestId);
  }

  /** Lets an adjudicator's answer that was paid for decide; the verdict, or null without one. */
  @Nullable LabelValue decide(AssignmentRow assignment, Answer answer) {
    TaskRow decided = Decisions.take(transaction, project, assignment, answer, requestId);
    if (decided != null) {
      judge.decide(decided.ordinal(), answer);
    }
    return decided == null ? null : LabelSpace.of(project.definition()).value(answer.text());
  }

  /**
   * Lets a vote move its item's task on; the verdict that it made, or null.
   *
   * @param wasOpen whether the vote's lease was still among the open ones
   * @param funded whether it counts
   */
  @Nullable LabelValue count(
      AssignmentRow assignment, LabelRow label, boolean wasOpen, boolean funded) {
    TaskRow before =
        Objects.requireNonNull(transaction.tasks().find(project.projectId(), assignment.ordinal()));
    TaskRow after =
        TaskVotes.afterVote(transaction, project, before, label.answer(), wasOpen, funded);
    Judgement judgement = judgement(label, funded);
    if (judgement != null) {
      after = judge.judged(after, judgement, assignment.priceMicros());
    }
    transaction.tasks().update(after);
    String verdict = after.verdict();
    if (verdict == null) {
      return null;
    }
    routing.consider(after, judgement == null ? null : judgement.probability());
    if (before.isSettled()) {
      return null;
    }
    promotion.consider(after, label.itemId(), judgement);
    return LabelSpace.of(project.definition()).value(verdict);
  }

  private @Nullable Judgement judgement(LabelRow label, boolean funded) {
    if (isNew) {
      if (!funded) {
        judge.pass();
        return null;
      }
      return judge.vote(label.ordinal(), label.annotatorId(), label.answer());
    }
    return judge.revise(label.ordinal(), label.annotatorId(), label.answer());
  }

  /** Routes an item whose vote came with a failed gold check. */
  void considerNeighbour(int ordinal) {
    routing.considerNeighbour(ordinal);
  }

  /** Makes gold of the items that were settled so well. */
  void close() {
    promotion.close(requestId);
  }
}
