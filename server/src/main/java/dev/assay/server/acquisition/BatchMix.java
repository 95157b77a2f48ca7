package dev.assay.server.acquisition;

import dev.assay.server.adjudication.AdjudicationQueue;
import dev.assay.server.gold.GoldInsertion;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Slice;
import dev.assay.v1.StopReason;
import dev.assay.v1.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Mixes a batch for one annotator: first the items that wait for another vote, oldest first, then
 * the next items of the open waves in their order of serving.
 *
 * <p>The first item that the budget cannot pay for ends the batch. Taking a cheaper one from
 * further on would serve items by their price, and the order of serving would no longer be random.
 */
final class BatchMix {
  /** The most waiting tasks that are looked at, whether they suit the annotator or not. */
  static final int WAITING_SCAN_LIMIT = 1_000;

  /** How soon asking again for a wave that is being drawn can help. */
  static final long WAVE_RETRY_MILLIS = 500;

  private final Transaction transaction;
  private final ProjectRow project;
  private final AnnotatorRow annotator;
  private final BudgetRow budget;
  private final List<Pick> picks = new ArrayList<>();
  private final List<WaveRow> open;
  private long availableMicros;
  private boolean budgetRefused;

  BatchMix(Transaction transaction, ProjectRow project, AnnotatorRow annotator) {
    this.transaction = transaction;
    this.project = project;
    this.annotator = annotator;
    this.budget = transaction.budgets().get(project.projectId());
    this.open = transaction.waves().open(project.projectId());
    this.availableMicros = budget.availableMicros();
  }

  List<Pick> picks() {
    return picks;
  }

  List<WaveRow> openWaves() {
    return open;
  }

  /** The size of the newest open wave; 0 without one. */
  int lastDrawCount() {
    return open.isEmpty() ? 0 : open.get(open.size() - 1).drawCount();
  }

  void fill(int wanted) {
    for (AdjudicationRow disputed :
        AdjudicationQueue.next(transaction, project, annotator, wanted)) {
      if (!add(disputed(disputed))) {
        return;
      }
    }
    if (annotator.labeler()) {
      fillOrdinary(wanted);
    }
  }

  private void fillOrdinary(int wanted) {
    for (TaskRow task :
        transaction
            .tasks()
            .wanted(
                project.projectId(),
                annotator.annotatorId(),
                wanted - picks.size(),
                WAITING_SCAN_LIMIT)) {
      if (!add(waiting(task))) {
        return;
      }
    }
    for (WaveRow wave : open) {
      int missing = wanted - picks.size();
      for (WaveItemRow drawn :
          transaction
              .waves()
              .items(project.projectId(), wave.waveNumber(), wave.nextPosition(), missing)) {
        if (!add(fresh(drawn))) {
          return;
        }
      }
    }
  }

  /**
   * Puts gold checks into the places of the last picks, which stay where they are for the next
   * batch. A check that the budget cannot pay for leaves its place to the pick.
   */
  void insertGold(List<GoldInsertion.Check> checks) {
    for (GoldInsertion.Check check : checks) {
      int last = ordinaryCount() - 1;
      Pick replaced = picks.get(last);
      Pick gold = gold(check);
      if (gold.priceMicros() <= availableMicros + replaced.priceMicros()) {
        availableMicros += replaced.priceMicros() - gold.priceMicros();
        picks.remove(last);
        picks.add(gold);
      }
    }
  }

  /** Places that a gold check may take: those of votes. */
  int votePlaces() {
    return (int)
        picks.stream().filter(pick -> pick.taskKind() != TaskKind.TASK_KIND_ADJUDICATE).count();
  }

  /** The picks that are no gold checks, which are the first ones. */
  private int ordinaryCount() {
    return (int) picks.stream().filter(pick -> pick.taskKind() != TaskKind.TASK_KIND_GOLD).count();
  }

  private Pick disputed(AdjudicationRow row) {
    TaskRow task =
        Objects.requireNonNull(transaction.tasks().find(project.projectId(), row.ordinal()));
    WaveItemRow drawn =
        transaction
            .waves()
            .items(project.projectId(), task.waveNumber(), task.position(), 1)
            .get(0);
    return pick(drawn, TaskKind.TASK_KIND_ADJUDICATE, Slice.SLICE_ADJUDICATE, task, false);
  }

  private Pick gold(GoldInsertion.Check check) {
    int ordinal = check.item().ordinal();
    WaveItemRow place =
        new WaveItemRow(
            0, ordinal, ordinal, check.share(), Slice.SLICE_GOLD, check.draw(), 0, -1, 0, false);
    ItemRow item = Objects.requireNonNull(transaction.items().find(project.projectId(), ordinal));
    return new Pick(
        item.itemId(),
        priceMicros(item),
        TaskKind.TASK_KIND_GOLD,
        Slice.SLICE_GOLD,
        place,
        null,
        false);
  }

  private boolean add(Pick pick) {
    if (pick.priceMicros() > availableMicros) {
      budgetRefused = true;
      return false;
    }
    availableMicros -= pick.priceMicros();
    picks.add(pick);
    return true;
  }

  private Pick waiting(TaskRow task) {
    WaveItemRow drawn =
        transaction
            .waves()
            .items(project.projectId(), task.waveNumber(), task.position(), 1)
            .get(0);
    boolean first = task.voteCount() == 0 && task.openCount() == 0;
    TaskRow leased =
        task.with(task.voteCount(), task.openCount() + 1, task.wantedCount() - 1, null, 0, null);
    return pick(
        drawn,
        first ? TaskKind.TASK_KIND_LABEL : TaskKind.TASK_KIND_RELABEL,
        first ? task.slice() : Slice.SLICE_RELABEL,
        leased,
        false);
  }

  private Pick fresh(WaveItemRow drawn) {
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
            null);
    return pick(drawn, TaskKind.TASK_KIND_LABEL, drawn.slice(), task, true);
  }

  private Pick pick(
      WaveItemRow drawn, TaskKind kind, Slice slice, TaskRow task, boolean isFirstServing) {
    ItemRow item =
        Objects.requireNonNull(transaction.items().find(project.projectId(), drawn.ordinal()));
    return new Pick(item.itemId(), priceMicros(item), kind, slice, drawn, task, isFirstServing);
  }

  /** The item's own price, else the annotator's, else the project's. */
  private long priceMicros(ItemRow item) {
    Long itemPrice = item.priceMicros();
    Long price = itemPrice == null ? annotator.priceMicros() : itemPrice;
    return price == null ? project.definition().getDefaultPriceMicros() : price;
  }

  /** Why the batch is shorter than asked. */
  StopReason stopReason() {
    if (budgetRefused) {
      boolean isHeld = budget.heldMicros() > 0 || !picks.isEmpty();
      return isHeld
          ? StopReason.STOP_REASON_BUDGET_FULLY_HELD
          : StopReason.STOP_REASON_BUDGET_EXHAUSTED;
    }
    ProgressRow progress = transaction.progress().get(project.projectId());
    int ordinaryCount =
        progress.itemCount() - transaction.gold().reservedCount(project.projectId());
    if (!annotator.labeler()) {
      return StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR;
    }
    if (progress.settledCount() == ordinaryCount) {
      return StopReason.STOP_REASON_POOL_EXHAUSTED;
    }
    long freshCount = picks.stream().filter(Pick::isFirstServing).count();
    return ordinaryCount > progress.servedCount() + freshCount
        ? StopReason.STOP_REASON_WAVE_PENDING
        : StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR;
  }

  /** How long to wait before asking again could help, or null when waiting alone will not. */
  static @Nullable Long retryMillis(Transaction transaction, long projectId, StopReason reason) {
    return switch (reason) {
      case STOP_REASON_WAVE_PENDING -> WAVE_RETRY_MILLIS;
      case STOP_REASON_BUDGET_FULLY_HELD, STOP_REASON_NOTHING_FOR_ANNOTATOR -> {
        Long expiryMillis = transaction.assignments().nextExpiryMillis(projectId);
        yield expiryMillis == null ? null : Math.max(expiryMillis - transaction.nowMillis(), 0);
      }
      default -> null;
    };
  }
}
