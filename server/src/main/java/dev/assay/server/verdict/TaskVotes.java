package dev.assay.server.verdict;

import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Adjudication;
import dev.assay.v1.Project;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task after the votes on its item have changed.
 *
 * <p>A verdict that stands is kept, whatever votes come late. It is open again only where votes
 * that it rested on were taken out of the count and those that are left would not settle the item:
 * then it stands until other votes settle the item anew.
 */
public final class TaskVotes {
  private TaskVotes() {}

  /**
   * The task after a vote was stored.
   *
   * @param before as it was
   * @param answer of the vote
   * @param wasOpen whether the vote's lease was still among the open ones
   * @param counts whether the vote counts: it was paid for
   */
  public static TaskRow afterVote(
      Transaction transaction,
      ProjectRow project,
      TaskRow before,
      String answer,
      boolean wasOpen,
      boolean counts) {
    Project definition = project.definition();
    int open = before.openCount() - (wasOpen ? 1 : 0);
    int votes = before.voteCount() + (counts ? 1 : 0);
    List<String> answers = transaction.labels().answers(project.projectId(), before.ordinal());
    TaskRow task =
        before.with(
            votes,
            open,
            before.wantedCount(),
            before.verdict(),
            before.agreementCount(),
            before.settledSequence());
    if (before.verdict() == null) {
      return settled(transaction, task, answers, definition);
    }
    if (isDecided(transaction, before)) {
      return kept(task, answers, 0);
    }
    List<String> earlier = new ArrayList<>(answers);
    if (counts) {
      earlier.remove(earlier.lastIndexOf(answer)); // a late vote is not the last one
    }
    return Settlement.of(earlier, definition).verdict() == null
        ? renewed(task, answers, definition)
        : kept(task, answers, 0);
  }

  /** The task after a vote on its item was taken out of the count, or counts again. */
  public static TaskRow recounted(Transaction transaction, ProjectRow project, TaskRow before) {
    Project definition = project.definition();
    List<String> answers = transaction.labels().answers(project.projectId(), before.ordinal());
    TaskRow task =
        before.with(
            answers.size(),
            before.openCount(),
            before.wantedCount(),
            before.verdict(),
            before.agreementCount(),
            before.settledSequence());
    if (before.verdict() == null) {
      return settled(transaction, task, answers, definition);
    }
    return isDecided(transaction, before)
        ? kept(task, answers, 0)
        : renewed(task, answers, definition);
  }

  /** The task with another verdict on the same votes. */
  static TaskRow withVerdict(Tables tables, TaskRow task, String verdict) {
    List<String> answers = tables.labels().answers(task.projectId(), task.ordinal());
    return task.with(
        task.voteCount(),
        task.openCount(),
        task.wantedCount(),
        verdict,
        (int) answers.stream().filter(verdict::equals).count(),
        task.settledSequence());
  }

  /**
   * The task after a model has judged its votes: its verdict stands where the votes settle the
   * item. Under dynamic redundancy they do so from the first one on, and the model's worth of a
   * further vote alone says whether another is asked for.
   *
   * @param counted the task after the vote was counted
   * @param wantsVote whether another vote is wanted, or null where dynamic redundancy does not
   *     decide
   */
  static TaskRow afterJudgement(
      Transaction transaction, TaskRow counted, Judgement judgement, @Nullable Boolean wantsVote) {
    if (isDecided(transaction, counted)) {
      return counted;
    }
    if (wantsVote == null) {
      return counted.isSettled() ? withVerdict(transaction, counted, judgement.verdict()) : counted;
    }
    Integer sequence = counted.settledSequence();
    TaskRow settled =
        counted.with(
            counted.voteCount(),
            counted.openCount(),
            wantsVote && counted.openCount() == 0 ? 1 : 0,
            judgement.verdict(),
            0,
            sequence == null
                ? Integer.valueOf(transaction.progress().nextSettled(counted.projectId()))
                : sequence);
    return withVerdict(transaction, settled, judgement.verdict());
  }

  /** Whether an adjudicator has decided the item: then no vote changes its verdict. */
  public static boolean isDecided(Tables tables, TaskRow task) {
    AdjudicationRow row = tables.adjudications().find(task.projectId(), task.ordinal());
    return row != null && row.state() == Adjudication.State.STATE_RESOLVED;
  }

  /**
   * Counts the votes on the item anew where an adjudicator has decided it: a vote that was replaced
   * or withdrawn changes the counts then, and nothing else.
   */
  public static void recountDecided(Transaction transaction, LabelRow changed) {
    TaskRow task = transaction.tasks().find(changed.projectId(), changed.ordinal());
    if (task != null && isDecided(transaction, task)) {
      List<String> answers = transaction.labels().answers(task.projectId(), task.ordinal());
      TaskRow counted =
          task.with(
              answers.size(),
              task.openCount(),
              task.wantedCount(),
              task.verdict(),
              task.agreementCount(),
              task.settledSequence());
      transaction.tasks().update(kept(counted, answers, task.wantedCount()));
    }
  }

  /**
   * Whether an item that has a verdict asks again for a vote that was not given: where the votes no
   * longer settle it, and under dynamic redundancy, which asks for each vote because it is worth
   * it.
   */
  public static boolean asksOn(Transaction transaction, TaskRow task) {
    if (isDecided(transaction, task)) {
      return false;
    }
    Project definition = transaction.projects().get(task.projectId()).definition();
    if (definition.getPolicy().hasDynamicRedundancy()) {
      return true;
    }
    List<String> answers = transaction.labels().answers(task.projectId(), task.ordinal());
    return Settlement.of(answers, definition).verdict() == null;
  }

  private static TaskRow settled(
      Transaction transaction, TaskRow task, List<String> answers, Project definition) {
    Settlement settlement = Settlement.first(answers, definition);
    int votes = task.voteCount();
    int open = task.openCount();
    if (settlement.verdict() == null) {
      return task.with(votes, open, Math.max(settlement.neededCount() - open, 0), null, 0, null);
    }
    int sequence = transaction.progress().nextSettled(task.projectId());
    return task.with(votes, open, 0, settlement.verdict(), settlement.agreementCount(), sequence);
  }

  private static TaskRow renewed(TaskRow task, List<String> answers, Project definition) {
    Settlement settlement = Settlement.first(answers, definition);
    if (settlement.verdict() == null) {
      return kept(task, answers, Math.max(settlement.neededCount() - task.openCount(), 0));
    }
    return task.with(
        task.voteCount(),
        task.openCount(),
        0,
        settlement.verdict(),
        settlement.agreementCount(),
        task.settledSequence());
  }

  private static TaskRow kept(TaskRow task, List<String> answers, int wanted) {
    int agreeing = (int) answers.stream().filter(answer -> answer.equals(task.verdict())).count();
    return task.with(
        task.voteCount(),
        task.openCount(),
        wanted,
        task.verdict(),
        agreeing,
        task.settledSequence());
  }
}
