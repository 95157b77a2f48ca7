package dev.assay.server.acquisition;

import dev.assay.server.adjudication.AdjudicationQueue;
import dev.assay.server.budget.Ledger;
import dev.assay.server.budget.Prices;
import dev.assay.server.budget.Refusal;
import dev.assay.server.gold.GoldInsertion;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
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
 * <p>The first item that the budget cannot pay for ends the batch. Taking a cheaper one, or one of
 * another slice, from further on would serve items by their price or slice, and the order of
 * serving would no longer be random. Where only exploitation cannot be paid for, {@link
 * Exploitation} ends the wave instead, and the waves that follow explore.
 */
final class BatchMix {
  /** The most waiting tasks that are looked at, whether they suit the annotator or not. */
  static final int WAITING_SCAN_LIMIT = 1_000;

  /** How soon asking again for a wave that is being drawn can help. */
  static final long WAVE_RETRY_MILLIS = 500;

  private final Transaction transaction;
  private final ProjectRow project;
  private final AnnotatorRow annotator;
  private final String annotatorId;
  private final Ledger ledger;
  private final Prices prices;
  private final Exploitation exploitation;
  private final List<Pick> picks = new ArrayList<>();
  private final List<WaveRow> open;
  private @Nullable Refusal refusal;

  BatchMix(Transaction transaction, ProjectRow project, AnnotatorRow annotator, Ledger ledger) {
    this.transaction = transaction;
    this.project = project;
    this.annotator = annotator;
    this.annotatorId = annotator.annotatorId();
    this.ledger = ledger;
    this.prices =
        new Prices(
            ledger.plan(), annotator.priceMicros(), project.definition().getDefaultPriceMicros());
    this.open = transaction.waves().open(project.projectId());
    this.exploitation = new Exploitation(transaction, project.projectId(), annotatorId, ledger);
  }

  List<Pick> picks() {
    return picks;
  }

  List<WaveRow> openWaves() {
    return open;
  }

  /** Whether the open waves must be withdrawn, because exploitation can no longer be paid for. */
  boolean endsWaves() {
    return exploitation.endsWaves();
  }

  /** The size of the newest open wave; 0 without one. */
  int lastDrawCount() {
    return open.isEmpty() ? 0 : open.get(open.size() - 1).drawCount();
  }

  void fill(int wanted) {
    for (AdjudicationRow row : AdjudicationQueue.next(transaction, project, annotator, wanted)) {
      Pick disputed = disputed(row);
      Refusal refused = ledger.admit(disputed.slice(), annotatorId, disputed.priceMicros());
      if (refused != null) {
        refusal = annotator.labeler() ? null : refused; // votes may fall under other lines
        break;
      }
      picks.add(disputed);
    }
    if (annotator.labeler()) {
      fillOrdinary(wanted);
    }
  }

  private void fillOrdinary(int wanted) {
    int waitingLimit = exploitation.isClosed() ? WAITING_SCAN_LIMIT : wanted - picks.size();
    for (TaskRow task :
        transaction
            .tasks()
            .wanted(project.projectId(), annotatorId, waitingLimit, WAITING_SCAN_LIMIT)) {
      if (picks.size() == wanted) {
        return;
      }
      boolean heldBack = isFirstVote(task) && exploitation.holdsBack(task.waveNumber());
      if (!heldBack && !has(task.ordinal()) && !add(waiting(task))) {
        return;
      }
    }
    for (WaveRow wave : open) {
      if (picks.size() == wanted) {
        return;
      }
      if (!exploitation.mayServe(wave, this::pricedAsFirst)) {
        return;
      }
      for (DrawnItemRow drawn :
          transaction
              .waves()
              .drawn(
                  project.projectId(),
                  wave.waveNumber(),
                  wave.nextPosition(),
                  wanted - picks.size())) {
        if (!add(fresh(drawn))) {
          return;
        }
      }
    }
  }

  /** Whether the batch has the item already: nobody votes on what they decide or are checked by. */
  private boolean has(int ordinal) {
    return picks.stream().anyMatch(pick -> pick.drawn().ordinal() == ordinal);
  }

  /**
   * Puts gold checks into the places of the last picks, which stay where they are for the next
   * batch. A check that the budget cannot pay for leaves its place to the pick, and so does one
   * whose item is in the batch to be voted on.
   */
  void insertGold(List<GoldInsertion.Check> checks) {
    for (GoldInsertion.Check check : checks) {
      int last = ordinaryCount() - 1;
      Pick replaced = picks.get(last);
      Pick gold = gold(check);
      if (!has(check.item().ordinal())
          && ledger.admitInstead(
              replaced.slice(),
              replaced.priceMicros(),
              gold.slice(),
              gold.priceMicros(),
              annotatorId)) {
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
    return pick(drawn(task), TaskKind.TASK_KIND_ADJUDICATE, Slice.SLICE_ADJUDICATE, task, false);
  }

  private Pick gold(GoldInsertion.Check check) {
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
            item.priceMicros());
    return pick(drawn, TaskKind.TASK_KIND_GOLD, Slice.SLICE_GOLD, null, false);
  }

  /**
   * Adds the pick where the budget admits it; returns whether the batch goes on. A first vote that
   * only exploitation's line refuses is left to {@link Exploitation}.
   */
  private boolean add(Pick pick) {
    Refusal refused = ledger.admit(pick.slice(), annotatorId, pick.priceMicros());
    if (refused == null) {
      picks.add(pick);
      return true;
    }
    if (pick.slice() == Slice.SLICE_EXPLOIT && exploitation.closes(refused, pick.priceMicros())) {
      if (pick.isFirstServing()) {
        exploitation.endWaves();
        return false;
      }
      return true;
    }
    refusal = refused;
    return false;
  }

  private static boolean isFirstVote(TaskRow task) {
    return task.voteCount() == 0 && task.openCount() == 0;
  }

  private Pick waiting(TaskRow task) {
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
        false);
  }

  private DrawnItemRow drawn(TaskRow task) {
    return transaction
        .waves()
        .drawn(project.projectId(), task.waveNumber(), task.position(), 1)
        .get(0);
  }

  private Pick fresh(DrawnItemRow drawn) {
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
      DrawnItemRow drawn,
      TaskKind kind,
      Slice slice,
      @Nullable TaskRow task,
      boolean isFirstServing) {
    // A check is priced as the vote that it is taken for: a price of its own would give it away.
    TaskKind priced = kind == TaskKind.TASK_KIND_GOLD ? TaskKind.TASK_KIND_LABEL : kind;
    long priceMicros = prices.micros(drawn.priceMicros(), priced);
    return new Pick(priceMicros, kind, slice, drawn, task, isFirstServing);
  }

  private long pricedAsFirst(DrawnItemRow drawn) {
    return prices.micros(drawn.priceMicros(), TaskKind.TASK_KIND_LABEL);
  }

  /** Why the batch is shorter than asked. */
  Stop stop() {
    if (refusal != null) {
      return new Stop(refusal.reason(), refusal.line(), refusal.retryAtMillis());
    }
    if (endsWaves()) {
      return Stop.of(StopReason.STOP_REASON_WAVE_PENDING);
    }
    ProgressRow progress = transaction.progress().get(project.projectId());
    int ordinaryCount =
        progress.itemCount() - transaction.gold().reservedCount(project.projectId());
    if (!annotator.labeler()) {
      return Stop.of(StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR);
    }
    if (progress.settledCount() == ordinaryCount
        && !transaction.tasks().isAnyWanted(project.projectId())) {
      return Stop.of(StopReason.STOP_REASON_POOL_EXHAUSTED);
    }
    long freshCount = picks.stream().filter(Pick::isFirstServing).count();
    return Stop.of(
        ordinaryCount > progress.servedCount() + freshCount
            ? StopReason.STOP_REASON_WAVE_PENDING
            : StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR);
  }

  /** How long to wait before asking again could help, or null when waiting alone will not. */
  static @Nullable Long retryMillis(Transaction transaction, long projectId, Stop stop) {
    Long atMillis = stop.retryAtMillis();
    return switch (stop.reason()) {
      case STOP_REASON_WAVE_PENDING -> WAVE_RETRY_MILLIS;
      case STOP_REASON_BUDGET_PACED ->
          atMillis == null ? null : (Long) Math.max(atMillis - transaction.nowMillis(), 0);
      case STOP_REASON_BUDGET_FULLY_HELD,
          STOP_REASON_NOTHING_FOR_ANNOTATOR,
          STOP_REASON_BUDGET_LINE_EXHAUSTED,
          STOP_REASON_BUDGET_SET_ASIDE,
          STOP_REASON_BUDGET_DRAINING -> {
        Long expiryMillis = transaction.assignments().nextExpiryMillis(projectId);
        Long soonest = expiryMillis;
        if (atMillis != null && (soonest == null || atMillis < soonest)) {
          soonest = atMillis;
        }
        yield soonest == null ? null : (Long) Math.max(soonest - transaction.nowMillis(), 0);
      }
      default -> null;
    };
  }
}
