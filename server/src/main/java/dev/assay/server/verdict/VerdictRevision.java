package dev.assay.server.verdict;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.server.adjudication.AdjudicationRouting;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.VerdictRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.VerdictsRevised;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the stored verdicts to what a fit of all votes says: the verdict, how sure it is, whether
 * another vote is worth its price, and whether an adjudicator should look. Verdicts that an
 * adjudicator decided stay, items without a verdict get none, and items whose votes have changed
 * since are left to the next fit.
 *
 * <p>What is different is found by reading alone; the writer gets only that, some items a
 * transaction, and looks again. So its work goes with what a fit has changed, not with the project.
 */
final class VerdictRevision {
  /** The most items of one transaction. */
  static final int PART = 500;

  /** Probabilities that are closer to the stored ones are left. */
  static final double LEAST_CHANGE = 0.001;

  private final Store store;
  private final ProjectRow project;
  private final OrdinalNumbers items;
  private final Evidence evidence;
  private final Verdicts verdicts;
  private final SecretNumbers secrets;

  VerdictRevision(
      Store store,
      ProjectRow project,
      OrdinalNumbers items,
      Evidence evidence,
      Verdicts verdicts,
      SecretNumbers secrets) {
    this.store = store;
    this.project = project;
    this.items = items;
    this.evidence = evidence;
    this.verdicts = verdicts;
    this.secrets = secrets;
  }

  void run() {
    int count = verdicts.itemCount();
    for (int from = 0; from < count; from += PART) {
      int start = from;
      int end = Math.min(from + PART, count);
      List<Integer> different =
          store.read(
              tables -> {
                NextVote nextVote = nextVote(tables);
                return IntStream.range(start, end)
                    .filter(item -> isDifferent(tables, item, nextVote))
                    .boxed()
                    .toList();
              });
      if (!different.isEmpty()) {
        store.write(transaction -> revise(transaction, different)).join();
      }
    }
  }

  private NextVote nextVote(Tables tables) {
    return new NextVote(tables, project, verdicts.annotators().pooledAccuracy());
  }

  private boolean isDifferent(Tables tables, int item, NextVote nextVote) {
    TaskRow task = revisable(tables, item);
    if (task == null) {
      return false;
    }
    TaskRow after = after(tables, task, item, nextVote);
    return !after.equals(task)
        || isOther(row(task, item), tables.verdicts().find(task.projectId(), task.ordinal()))
        || AdjudicationRouting.isNews(tables, project, after, verdicts.probability(item));
  }

  /** The item's task, or null where the fit has nothing to say about it. */
  private @Nullable TaskRow revisable(Tables tables, int item) {
    TaskRow task = tables.tasks().find(project.projectId(), items.ordinal(item));
    return task != null
            && task.isSettled()
            && task.voteCount() == evidence.votes().votesOn(item)
            && !TaskVotes.isDecided(tables, task)
        ? task
        : null;
  }

  private TaskRow after(Tables tables, TaskRow task, int item, NextVote nextVote) {
    String verdict = Integer.toString(verdicts.verdict(item));
    TaskRow after =
        verdict.equals(task.verdict()) ? task : TaskVotes.withVerdict(tables, task, verdict);
    if (!project.definition().getPolicy().hasDynamicRedundancy()) {
      return after;
    }
    Long own =
        Objects.requireNonNull(tables.items().find(project.projectId(), task.ordinal()))
            .priceMicros();
    long priceMicros = own == null ? project.definition().getDefaultPriceMicros() : own;
    boolean isWanted =
        task.openCount() == 0
            && nextVote.isWanted(verdicts.posterior(item), task.voteCount(), priceMicros);
    return after.with(
        after.voteCount(),
        after.openCount(),
        isWanted ? 1 : 0,
        after.verdict(),
        after.agreementCount(),
        after.settledSequence());
  }

  private VerdictRow row(TaskRow task, int item) {
    return new VerdictRow(
        task.projectId(),
        task.ordinal(),
        Math.min(1, verdicts.probability(item)),
        verdicts.isTie(item));
  }

  private static boolean isOther(VerdictRow row, @Nullable VerdictRow known) {
    return known == null
        || row.tied() != known.tied()
        || Math.abs(row.probability() - known.probability()) > LEAST_CHANGE;
  }

  private boolean revise(Transaction transaction, List<Integer> different) {
    VerdictsRevised.Builder event =
        VerdictsRevised.newBuilder()
            .setVerdictMethod(project.definition().getPolicy().getVerdictMethod());
    NextVote nextVote = nextVote(transaction);
    AdjudicationRouting routing = new AdjudicationRouting(transaction, project, secrets, "");
    for (int item : different) {
      TaskRow task = revisable(transaction, item);
      if (task != null) {
        TaskRow after = after(transaction, task, item, nextVote);
        transaction.verdicts().put(row(task, item));
        if (!after.equals(task)) {
          transaction.tasks().update(after);
        }
        if (!Objects.equals(after.verdict(), task.verdict())) {
          add(transaction, after, event);
        }
        routing.consider(after, verdicts.probability(item));
      }
    }
    if (event.getItemIdsCount() > 0) {
      AuditLog.append(
          transaction, project.projectId(), "", AuditEvent.newBuilder().setVerdictsRevised(event));
    }
    return true;
  }

  private void add(Transaction transaction, TaskRow task, VerdictsRevised.Builder event) {
    event
        .addItemIds(
            Objects.requireNonNull(transaction.items().find(task.projectId(), task.ordinal()))
                .itemId())
        .addVerdicts(
            LabelSpace.of(project.definition()).value(Objects.requireNonNull(task.verdict())));
  }
}
