package dev.assay.server.gold;

import dev.assay.sampling.quality.gold.CheckHistory;
import dev.assay.server.adjudication.AdjudicationRouting;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.Judgement;
import dev.assay.server.verdict.TaskVotes;
import dev.assay.server.verdict.VoteJudge;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Funding;
import dev.assay.v1.VotesRecounted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The votes that an annotator gave while failing: they count no more, and their items ask for as
 * many other votes as they need, in the queue of repeat votes and as far as the budget allows. A
 * verdict that rested on them stands until then, so that no estimate loses items by the answers
 * that they got. Where the checks turn out to be passed after all, the votes count again.
 */
final class DoubtfulVotes {
  /** The most votes that one suspension takes out of the count: the latest ones of a span. */
  static final int MAX_DISCOUNTED = 500;

  private final Transaction transaction;
  private final ProjectRow project;
  private final VoteJudge judge;
  private final AdjudicationRouting routing;

  /**
   * @param judge follows the votes with the project's model
   * @param routing has a look at the items that votes settle anew
   */
  DoubtfulVotes(
      Transaction transaction, ProjectRow project, VoteJudge judge, AdjudicationRouting routing) {
    this.transaction = transaction;
    this.project = project;
    this.judge = judge;
    this.routing = routing;
  }

  /** Lets the annotator's votes of those spans count no more, and all others. */
  void recount(String annotatorId, List<CheckHistory.Span> doubtful, String requestId) {
    Map<Long, LabelRow> inDoubt = new TreeMap<>();
    for (CheckHistory.Span span : doubtful) {
      transaction
          .labels()
          .votesBetween(
              project.projectId(),
              annotatorId,
              span.afterMillis(),
              span.untilMillis(),
              MAX_DISCOUNTED)
          .forEach(vote -> inDoubt.put(vote.labelId(), vote));
    }
    VotesRecounted.Builder event = VotesRecounted.newBuilder().setAnnotatorId(annotatorId);
    for (LabelRow vote : transaction.labels().discounted(project.projectId(), annotatorId)) {
      if (inDoubt.remove(vote.labelId()) == null) {
        count(vote, true);
        if (vote.funding() == Funding.FUNDING_FUNDED) {
          event.addCountedItemIds(vote.itemId());
        }
      }
    }
    for (LabelRow vote : inDoubt.values()) {
      count(vote, false);
      event.addDiscountedItemIds(vote.itemId());
    }
    if (event.getCountedItemIdsCount() + event.getDiscountedItemIdsCount() > 0) {
      AuditLog.append(
          transaction,
          project.projectId(),
          requestId,
          AuditEvent.newBuilder().setVotesRecounted(event));
    }
  }

  private void count(LabelRow vote, boolean counts) {
    transaction.labels().discount(project.projectId(), vote.labelId(), !counts);
    TaskRow task =
        Objects.requireNonNull(transaction.tasks().find(project.projectId(), vote.ordinal()));
    TaskRow counted = TaskVotes.recounted(transaction, project, task);
    Judgement judgement = judgement(vote, counts);
    TaskRow after =
        judgement == null ? counted : judge.judged(counted, judgement, vote.chargedMicros());
    transaction.tasks().update(after);
    if (counts && after.isSettled()) {
      routing.consider(after, judgement == null ? null : judgement.probability());
    }
  }

  /** What the project's model makes of the item since; a vote that was taken back has no part. */
  private @Nullable Judgement judgement(LabelRow vote, boolean counts) {
    return counts && vote.funding() == Funding.FUNDING_FUNDED
        ? judge.revise(vote.ordinal(), vote.annotatorId(), vote.answer())
        : judge.withdraw(vote.ordinal(), vote.annotatorId());
  }
}
