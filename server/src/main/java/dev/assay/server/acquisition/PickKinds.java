package dev.assay.server.acquisition;

import dev.assay.server.budget.Prices;
import dev.assay.server.gold.GoldInsertion;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Slice;
import dev.assay.v1.TaskKind;
import java.util.Objects;

/** Makes a batch's picks of rows: what each is priced as, charged to, and leaves its task as. */
final class PickKinds {
  private final Transaction transaction;
  private final ProjectRow project;
  private final Prices prices;

  PickKinds(Transaction transaction, ProjectRow project, Prices prices) {
    this.transaction = transaction;
    this.project = project;
    this.prices = prices;
  }

  Pick disputed(AdjudicationRow row) {
    TaskRow task =
        Objects.requireNonNull(transaction.tasks().find(project.projectId(), row.ordinal()));
    return pick(
        drawn(task),
        TaskKind.TASK_KIND_ADJUDICATE,
        Slice.SLICE_ADJUDICATE,
        task,
        Pick.Serving.FURTHER);
  }

  Pick check(GoldInsertion.Check check, Pick.Check where) {
    int ordinal = check.item().ordinal();
    ItemRow item = Objects.requireNonNull(transaction.items().find(project.projectId(), ordinal));
    DrawnItemRow drawn =
        new DrawnItemRow(
            0,
            ordinal,
            ordinal,
            check.share(),
            Slice.SLICE_GOLD,
            check.draw(),
            0,
            item.itemId(),
            item.priceMicros(),
            item.route());
    // Priced as what it is taken for: a price of its own would give it away.
    long priceMicros = prices.micros(drawn.priceMicros(), where.place().pricedAs());
    return new Pick(
        priceMicros,
        TaskKind.TASK_KIND_GOLD,
        Slice.SLICE_GOLD,
        drawn,
        null,
        Pick.Serving.FURTHER,
        where);
  }

  static boolean isFirstVote(TaskRow task) {
    return task.voteCount() == 0 && task.openCount() == 0;
  }

  Pick waiting(TaskRow task) {
    boolean first = isFirstVote(task);
    // A verdict stands while a further vote is awaited.
    TaskRow leased =
        task.with(
            task.voteCount(),
            task.openCount() + 1,
            task.wantedCount() - 1,
            task.verdict(),
            task.agreementCount(),
            task.settledSequence());
    return pick(
        drawn(task),
        first ? TaskKind.TASK_KIND_LABEL : TaskKind.TASK_KIND_RELABEL,
        first ? task.slice() : Slice.SLICE_RELABEL,
        leased,
        task.passedOver() ? Pick.Serving.AFTER_PASSING : Pick.Serving.FURTHER);
  }

  private DrawnItemRow drawn(TaskRow task) {
    return transaction
        .waves()
        .drawn(project.projectId(), task.waveNumber(), task.position(), 1)
        .get(0);
  }

  Pick fresh(DrawnItemRow drawn) {
    int further = project.definition().getPolicy().getAgreeingVotes() - 1;
    TaskRow task =
        new TaskRow(
            project.projectId(),
            drawn.ordinal(),
            drawn.waveNumber(),
            drawn.position(),
            drawn.slice(),
            0,
            1,
            further,
            null,
            0,
            null,
            drawn.route(),
            false);
    return pick(drawn, TaskKind.TASK_KIND_LABEL, drawn.slice(), task, Pick.Serving.FIRST);
  }

  private Pick pick(
      DrawnItemRow drawn, TaskKind kind, Slice slice, TaskRow task, Pick.Serving serving) {
    long priceMicros = prices.micros(drawn.priceMicros(), kind);
    return new Pick(priceMicros, kind, slice, drawn, task, serving, null);
  }

  long pricedAsFirst(DrawnItemRow drawn) {
    return prices.micros(drawn.priceMicros(), TaskKind.TASK_KIND_LABEL);
  }

  /** The first vote on an item that an evaluation drew. */
  Pick monitored(DrawnItemRow drawn, TaskRow task) {
    return pick(
        drawn, TaskKind.TASK_KIND_LABEL, Slice.SLICE_MONITOR, task, Pick.Serving.AFTER_PASSING);
  }
}
