package dev.assay.server.adjudication;

import dev.assay.server.answer.Answer;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Adjudication.State;
import dev.assay.v1.GoldItem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an adjudicator's answer does: it is the item's verdict from then on. */
public final class Decisions {
  private Decisions() {}

  /**
   * Takes the answer to an adjudication. Where the item was decided meanwhile, the answer changes
   * nothing.
   *
   * @return the task as it is since, or null when nothing changed
   */
  public static @Nullable TaskRow take(
      Transaction transaction,
      ProjectRow project,
      AssignmentRow assignment,
      Answer answer,
      String requestId) {
    AdjudicationRow row =
        transaction.adjudications().find(project.projectId(), assignment.ordinal());
    return row == null || !row.isPending()
        ? null
        : decide(transaction, project, row, answer, assignment.annotatorId(), requestId);
  }

  /** Decides: the answer is the verdict. */
  static TaskRow decide(
      Transaction transaction,
      ProjectRow project,
      AdjudicationRow row,
      Answer answer,
      String annotatorId,
      String requestId) {
    TaskRow task = Objects.requireNonNull(transaction.tasks().find(row.projectId(), row.ordinal()));
    String verdict = answer.text();
    List<String> answers = transaction.labels().answers(row.projectId(), row.ordinal());
    int agreeing = (int) answers.stream().filter(verdict::equals).count();
    Integer sequence = task.settledSequence(); // none where a vote was withdrawn since
    TaskRow decided =
        task.with(
            task.voteCount(),
            task.openCount(),
            0,
            verdict,
            agreeing,
            sequence == null
                ? Integer.valueOf(transaction.progress().nextSettled(row.projectId()))
                : sequence);
    transaction.tasks().update(decided);
    GoldRow gold = transaction.gold().find(row.projectId(), row.ordinal());
    if (gold != null
        && gold.source() == GoldItem.Source.SOURCE_PROMOTED
        && !verdict.equals(task.verdict())) {
      transaction.gold().put(gold.with(gold.answerKey(), gold.source(), true));
    }
    AdjudicationEvents.store(
        transaction,
        project,
        row.with(State.STATE_RESOLVED, row.rounds() + 1, annotatorId, transaction.nowMillis()),
        requestId);
    return decided;
  }

  /** The item stays undecided: it waits for the next look, or is contested after the last. */
  static AdjudicationRow undecided(
      Transaction transaction,
      ProjectRow project,
      AdjudicationRow row,
      int rounds,
      String requestId) {
    boolean isOver =
        rounds >= project.definition().getPolicy().getAdjudication().getMaxRounds()
            && project.definition().getPolicy().getAdjudication().getMaxRounds() > 0
            && rounds > row.rounds();
    AdjudicationRow after =
        isOver
            ? row.with(State.STATE_CONTESTED, rounds, "", transaction.nowMillis())
            : AdjudicationQueue.inDispute(transaction, row, rounds);
    AdjudicationEvents.store(transaction, project, after, requestId);
    return after;
  }
}
