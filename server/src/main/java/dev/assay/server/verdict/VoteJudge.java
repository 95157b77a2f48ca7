package dev.assay.server.verdict;

import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.VerdictRow;
import org.jspecify.annotations.Nullable;

/** Follows the votes of one call with the project's model, where it has one. */
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
    return model == null ? null : model.vote(ordinal, annotatorId, answer, model.lastLabelId() + 1);
  }

  /** Keeps how sure the verdict is. */
  public void keep(TaskRow task, Judgement judgement) {
    transaction
        .verdicts()
        .put(
            new VerdictRow(
                task.projectId(), task.ordinal(), judgement.probability(), judgement.tied()));
  }

  /**
   * Whether another vote should be bought by the policy's dynamic redundancy; null where that does
   * not decide.
   *
   * @param voteCount votes that the item has
   * @param priceMicros what a vote on it costs
   */
  public @Nullable Boolean wantsVote(Judgement judgement, int voteCount, long priceMicros) {
    if (model == null || !project.definition().getPolicy().hasDynamicRedundancy()) {
      return null;
    }
    return new NextVote(transaction, project, model.pooledAccuracy())
        .isWanted(judgement.posterior(), voteCount, priceMicros);
  }
}
