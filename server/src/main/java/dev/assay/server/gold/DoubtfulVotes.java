package dev.assay.server.gold;

import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.Judgement;
import dev.assay.server.verdict.TaskVotes;
import dev.assay.server.verdict.VoteJudge;
import java.util.Objects;

/**
 * The votes that an annotator gave while failing: they count no more, and their items ask for as
 * many other votes as they need, in the queue of repeat votes and as far as the budget allows. A
 * verdict that rested on them stands until then, so that no estimate loses items by the answers
 * that they got.
 */
final class DoubtfulVotes {
  /** The most votes that one suspension takes out of the count: the latest ones. */
  static final int MAX_DISCOUNTED = 500;

  private DoubtfulVotes() {}

  static void discount(
      Transaction transaction,
      ProjectRow project,
      VoteJudge judge,
      String annotatorId,
      long sinceMillis) {
    for (LabelRow vote :
        transaction
            .labels()
            .countedSince(project.projectId(), annotatorId, sinceMillis, MAX_DISCOUNTED)) {
      transaction.labels().discount(project.projectId(), vote.labelId());
      TaskRow task =
          Objects.requireNonNull(transaction.tasks().find(project.projectId(), vote.ordinal()));
      TaskRow after = TaskVotes.afterDiscount(transaction, project, task);
      Judgement judgement = judge.withdraw(vote.ordinal(), annotatorId);
      transaction
          .tasks()
          .update(judgement == null ? after : judge.judged(after, judgement, vote.chargedMicros()));
    }
  }
}
