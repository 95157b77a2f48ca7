package dev.assay.server.verdict;

import dev.assay.sampling.quality.Verdicts;
import dev.assay.server.answer.Answer;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.VerdictRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.VerdictsRevised;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings the stored verdicts to what a fit of all votes says, some items a transaction. Verdicts
 * that an adjudicator decided stay, and items without a verdict get none.
 */
final class VerdictRevision {
  /** The most items of one transaction. */
  static final int PART = 500;

  private final Store store;
  private final ProjectRow project;
  private final List<Integer> ordinals;
  private final Verdicts verdicts;

  VerdictRevision(Store store, ProjectRow project, List<Integer> ordinals, Verdicts verdicts) {
    this.store = store;
    this.project = project;
    this.ordinals = ordinals;
    this.verdicts = verdicts;
  }

  void run() {
    for (int from = 0; from < ordinals.size(); from += PART) {
      int start = from;
      int end = Math.min(from + PART, ordinals.size());
      store.write(transaction -> revise(transaction, start, end)).join();
    }
  }

  private boolean revise(Transaction transaction, int start, int end) {
    VerdictsRevised.Builder event =
        VerdictsRevised.newBuilder()
            .setVerdictMethod(project.definition().getPolicy().getVerdictMethod());
    NextVote nextVote = new NextVote(transaction, project, verdicts.annotators().pooledAccuracy());
    for (int item = start; item < end; item++) {
      TaskRow task = transaction.tasks().find(project.projectId(), ordinals.get(item));
      if (task != null && task.isSettled() && !TaskVotes.isDecided(transaction, task)) {
        revise(transaction, task, item, event);
        if (project.definition().getPolicy().hasDynamicRedundancy()) {
          askAgain(transaction, task.ordinal(), item, nextVote);
        }
      }
    }
    if (event.getItemIdsCount() > 0) {
      AuditLog.append(
          transaction, project.projectId(), "", AuditEvent.newBuilder().setVerdictsRevised(event));
    }
    return true;
  }

  private void revise(
      Transaction transaction, TaskRow task, int item, VerdictsRevised.Builder event) {
    Judgement judgement = Judgement.of(verdicts.verdict(item), verdicts.posterior(item));
    VerdictRow row =
        new VerdictRow(
            task.projectId(), task.ordinal(), judgement.probability(), verdicts.isTie(item));
    @Nullable VerdictRow known = transaction.verdicts().find(task.projectId(), task.ordinal());
    if (!row.equals(known)) {
      transaction.verdicts().put(row);
    }
    if (!judgement.verdict().equals(task.verdict())) {
      transaction.tasks().update(TaskVotes.withVerdict(transaction, task, judgement.verdict()));
      event
          .addItemIds(
              Objects.requireNonNull(transaction.items().find(task.projectId(), task.ordinal()))
                  .itemId())
          .addVerdicts(
              Answer.parse(judgement.verdict())
                  .toLabelValue(project.definition().getLabelSchema()));
    }
  }

  /** Asks for another vote where that has become worth its price, and for none where it is not. */
  private void askAgain(Transaction transaction, int ordinal, int item, NextVote nextVote) {
    TaskRow task = Objects.requireNonNull(transaction.tasks().find(project.projectId(), ordinal));
    Long own =
        Objects.requireNonNull(transaction.items().find(project.projectId(), ordinal))
            .priceMicros();
    long priceMicros = own == null ? project.definition().getDefaultPriceMicros() : own;
    boolean isWanted =
        task.openCount() == 0
            && nextVote.isWanted(verdicts.posterior(item), task.voteCount(), priceMicros);
    if (task.wantedCount() != (isWanted ? 1 : 0)) {
      transaction
          .tasks()
          .update(
              task.with(
                  task.voteCount(),
                  task.openCount(),
                  isWanted ? 1 : 0,
                  task.verdict(),
                  task.agreementCount(),
                  task.settledSequence()));
    }
  }
}
