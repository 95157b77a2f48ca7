package dev.assay.server.verdict;

import dev.assay.server.answer.Answer;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.VerdictRow;
import org.jspecify.annotations.Nullable;

/**
 * Follows the votes of one call with the project's model, where it has one. What it is told of, the
 * call must succeed to store.
 */
public final class VoteJudge {
  private final Transaction transaction;
  private final ProjectRow project;
  private final @Nullable LiveModel model;

  VoteJudge(Transaction transaction, ProjectRow project, @Nullable LiveModel model) {
    this.transaction = transaction;
    this.project = project;
    this.model = model;
  }

  /** A label was stored that is no vote. */
  public void pass() {
    if (model != null) {
      model.pass();
    }
  }

  /** A counted vote was stored: what the model makes of its item, or null without a model. */
  public @Nullable Judgement vote(int ordinal, String annotatorId, String answer) {
    return model == null ? null : model.next(ordinal, annotatorId, answer);
  }

  /**
   * A vote that was stored before counts from now on, or counts for another answer: what the model
   * makes of its item, or null without a model.
   */
  public @Nullable Judgement revise(int ordinal, String annotatorId, String answer) {
    return model == null ? null : model.vote(ordinal, annotatorId, answer);
  }

  /** A vote counts no more: what the model makes of its item, or null without a model. */
  public @Nullable Judgement withdraw(int ordinal, String annotatorId) {
    return model == null ? null : model.withdraw(ordinal, annotatorId);
  }

  /** An adjudicator has decided the item. */
  public void decide(int ordinal, Answer verdict) {
    if (model != null) {
      model.decide(ordinal, verdict.text());
    }
  }

  /**
   * The task after the model has judged its votes, with how sure the verdict is stored.
   *
   * @param counted the task after its votes have changed
   * @param priceMicros what a further vote on its item costs
   */
  public TaskRow judged(TaskRow counted, Judgement judgement, long priceMicros) {
    if (counted.voteCount() == 0) {
      return counted;
    }
    TaskRow after =
        TaskVotes.afterJudgement(
            transaction,
            counted,
            judgement,
            wantsVote(judgement, counted.voteCount(), priceMicros));
    transaction
        .verdicts()
        .put(
            new VerdictRow(
                after.projectId(), after.ordinal(), judgement.probability(), judgement.tied()));
    return after;
  }

  /**
   * Whether another vote should be bought by the policy's dynamic redundancy; null where that does
   * not decide.
   */
  private @Nullable Boolean wantsVote(Judgement judgement, int voteCount, long priceMicros) {
    if (model == null || !project.definition().getPolicy().hasDynamicRedundancy()) {
      return null;
    }
    return new NextVote(transaction, project, model.pooledAccuracy())
        .isWanted(judgement.posterior(), voteCount, priceMicros);
  }
}
