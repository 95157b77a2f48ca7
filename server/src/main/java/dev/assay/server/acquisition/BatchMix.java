package dev.assay.server.acquisition;

import dev.assay.server.adjudication.AdjudicationQueue;
import dev.assay.server.annotator.WorkPermit;
import dev.assay.server.budget.Ledger;
import dev.assay.server.budget.Prices;
import dev.assay.server.budget.Refusal;
import dev.assay.server.gold.GoldInsertion;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.routing.Routes;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Slice;
import dev.assay.v1.StopDecision;
import dev.assay.v1.StopReason;
import dev.assay.v1.TaskKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Mixes a batch for one annotator: first the items that wait for another vote, oldest first, then
 * the next items of an evaluation and of the open waves, each in their order of serving, and gold
 * checks before them.
 *
 * <p>The first item that the budget cannot pay for ends the batch. Taking a cheaper one, or one of
 * another slice, from further on would serve items by their price or slice, and the order of
 * serving would no longer be random. Where only exploitation cannot be paid for, {@link
 * Exploitation} ends the wave instead, and the waves that follow explore.
 */
final class BatchMix {
  /** The most waiting tasks that are looked at, whether they suit the annotator or not. */
  static final int WAITING_SCAN_LIMIT = 1_000;

  private final Transaction transaction;
  private final ProjectRow project;
  private final AnnotatorRow annotator;
  private final String annotatorId;
  private final Ledger ledger;
  private final PickKinds kinds;
  private final Exploitation exploitation;
  private final Routes routes;
  private final LookAhead ahead;
  private final Monitoring monitoring;
  private final ScoreAge scoreAge;
  private final @Nullable StopReason withheld; // why nothing is served for the first time
  private final GoldInsertion insertion;
  private final List<Pick> picks = new ArrayList<>();
  private final List<WaveRow> open;
  private @Nullable Refusal refusal;

  BatchMix(
      Transaction transaction,
      ProjectRow project,
      WorkPermit permit,
      Ledger ledger,
      SecretNumbers secrets,
      DoubleSupplier chance,
      StopDecision decision) {
    this.transaction = transaction;
    this.project = project;
    this.annotator = permit.annotator();
    this.routes = permit.routes();
    this.ahead = new LookAhead(transaction, project.projectId(), routes);
    this.monitoring = new Monitoring(transaction, project, routes, chance);
    this.scoreAge = ScoreAge.of(transaction, project, transaction.nowMillis());
    this.withheld =
        StopAdvices.stops(project, decision)
            ? StopReason.STOP_REASON_STOPPING_RULE
            : scoreAge.isRefused() ? StopReason.STOP_REASON_SCORES_STALE : null;
    this.annotatorId = annotator.annotatorId();
    this.ledger = ledger;
    this.kinds =
        new PickKinds(
            transaction,
            project,
            new Prices(
                ledger.plan(),
                annotator.priceMicros(),
                project.definition().getDefaultPriceMicros()));
    this.open = transaction.waves().open(project.projectId());
    this.exploitation = new Exploitation(transaction, project.projectId(), annotatorId, ledger);
    this.insertion = new GoldInsertion(transaction, project, annotator, routes.bits(), secrets);
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

  /** How old the scores are that items are chosen by. */
  ScoreAge scoreAge() {
    return scoreAge;
  }

  /** What evaluations have in the batch. */
  Monitoring monitoring() {
    return monitoring;
  }

  /** What the batch passes over. */
  LookAhead ahead() {
    return ahead;
  }

  /** The size of the newest open wave; 0 without one. */
  int lastDrawCount() {
    return open.isEmpty() ? 0 : open.get(open.size() - 1).drawCount();
  }

  void fill(int wanted) {
    for (AdjudicationRow row :
        AdjudicationQueue.next(transaction, project, annotator, routes.bits(), wanted)) {
      Pick disputed = kinds.disputed(row);
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
    if (fillWaiting(wanted)) {
      fillFirstVotes(wanted);
    }
    Pick last = lastVote();
    if (last != null && picks.size() < wanted && !comesAgain(last)) {
      fillTail(last, wanted);
    }
  }

  /**
   * Adds items that nobody has had: an evaluation's for its part of the places, those of the open
   * waves, and an evaluation's for what these leave. What one of them cannot pay for is no
   * hindrance to the other: each keeps its own order.
   */
  private void fillFirstVotes(int wanted) {
    fillMonitored(picks.size() + monitoring.places(wanted - picks.size()));
    Refusal ofEvaluation = refusal;
    refusal = null;
    if (withheld == null) {
      fillFresh(wanted);
    }
    if (ofEvaluation == null && monitoring.takesRest(freshCount())) {
      Refusal ofWaves = refusal;
      refusal = null;
      fillMonitored(wanted);
      ofEvaluation = refusal;
      refusal = ofWaves;
    }
    refusal = refusal == null ? ofEvaluation : refusal;
  }

  /** Adds the next of an evaluation's items until the batch has so many. */
  private void fillMonitored(int until) {
    List<DrawnItemRow> next = monitoring.next(until - picks.size());
    while (!next.isEmpty() && picks.size() < until) {
      for (DrawnItemRow drawn : next) {
        if (monitoring.fits(drawn)) {
          if (!add(kinds.monitored(drawn, monitoring.task(drawn)), until)) {
            return;
          }
          monitoring.took();
        } else if (!monitoring.passesOver(drawn)) {
          return;
        }
      }
      next = monitoring.next(until - picks.size());
    }
  }

  private int freshCount() {
    return (int) picks.stream().filter(Pick::isFirstServing).count() + ahead.passed().size();
  }

  private @Nullable Pick lastVote() {
    for (int i = picks.size() - 1; i >= 0; i--) {
      TaskKind kind = picks.get(i).taskKind();
      if (kind == TaskKind.TASK_KIND_LABEL || kind == TaskKind.TASK_KIND_RELABEL) {
        return picks.get(i);
      }
    }
    return null;
  }

  /** Whether the first vote on an item is asked for once more. */
  private static boolean comesAgain(Pick pick) {
    return pick.taskKind() == TaskKind.TASK_KIND_LABEL && pick.serving() == Pick.Serving.FURTHER;
  }

  /**
   * Adds checks after the last ordinary assignment that is left, so that a pool's last batch has
   * its share of them. Alone, in a batch of their own, they would be told.
   */
  private void fillTail(Pick last, int wanted) {
    StopReason reason = stop().reason();
    if (reason != StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR
        && reason != StopReason.STOP_REASON_NO_ITEM_FITS) {
      return;
    }
    GoldCheckRow.Place place =
        new GoldCheckRow.Place(
            last.drawn().waveNumber(),
            -1 - last.drawn().position(), // no place before any assignment
            last.taskKind(),
            GoldCheckRow.State.GRANTED);
    while (picks.size() < wanted) {
      GoldInsertion.Check drawn = insertion.before(place, checksAt(place));
      if (drawn == null || has(drawn.item().ordinal())) {
        return;
      }
      Pick check = kinds.check(drawn, new Pick.Check(place, null));
      if (ledger.admit(check.slice(), annotatorId, check.priceMicros()) != null) {
        return;
      }
      picks.add(check);
    }
  }

  /** Adds what waits, in the order of serving; returns whether the batch goes on. */
  private boolean fillWaiting(int wanted) {
    int waitingLimit = exploitation.isClosed() ? WAITING_SCAN_LIMIT : wanted - picks.size();
    Deque<GoldCheckRow> waitingChecks =
        new ArrayDeque<>(
            transaction
                .gold()
                .waiting(
                    project.projectId(),
                    annotatorId,
                    routes.bits(),
                    waitingLimit,
                    WAITING_SCAN_LIMIT));
    for (TaskRow task : wanted(waitingLimit)) {
      while (!waitingChecks.isEmpty() && standsBefore(waitingChecks.getFirst().place(), task)) {
        takeUp(waitingChecks.removeFirst(), wanted);
      }
      if (picks.size() == wanted) {
        return false;
      }
      boolean heldBack = PickKinds.isFirstVote(task) && exploitation.holdsBack(task.waveNumber());
      if (!heldBack && !has(task.ordinal()) && !add(kinds.waiting(task), wanted)) {
        return false;
      }
    }
    waitingChecks.forEach(check -> takeUp(check, wanted));
    return picks.size() < wanted;
  }

  /** What waits on the annotator's routes, oldest first. */
  private List<TaskRow> wanted(int limit) {
    return routes.open().stream()
        .flatMap(
            route ->
                transaction
                    .tasks()
                    .wanted(project.projectId(), annotatorId, route, limit, WAITING_SCAN_LIMIT)
                    .stream())
        .sorted(Comparator.comparingLong(TaskRow::waveNumber).thenComparingInt(TaskRow::position))
        .limit(limit)
        .toList();
  }

  private static boolean standsBefore(GoldCheckRow.Place place, TaskRow task) {
    return place.waveNumber() < task.waveNumber()
        || (place.waveNumber() == task.waveNumber() && place.position() <= task.position());
  }

  private void fillFresh(int wanted) {
    for (WaveRow wave : open) {
      if (picks.size() == wanted
          || !exploitation.mayServe(wave, kinds::pricedAsFirst)
          || !fillFrom(wave, wanted)) {
        return;
      }
    }
  }

  /** Goes through a wave from where it stands; returns whether the batch goes on after it. */
  private boolean fillFrom(WaveRow wave, int wanted) {
    int position = wave.nextPosition();
    while (position < wave.drawCount() && picks.size() < wanted) {
      for (DrawnItemRow drawn :
          transaction
              .waves()
              .drawn(
                  project.projectId(),
                  wave.waveNumber(),
                  position,
                  ahead.readAhead(wanted - picks.size()))) {
        if (picks.size() == wanted
            || !(ahead.fits(drawn) ? add(kinds.fresh(drawn), wanted) : ahead.passesOver(drawn))) {
          return false;
        }
        position++;
      }
    }
    return true;
  }

  /** Whether the batch has the item already: nobody votes on what they decide or are checked by. */
  private boolean has(int ordinal) {
    return picks.stream().anyMatch(pick -> pick.drawn().ordinal() == ordinal);
  }

  /**
   * Adds a check that was given up or has expired, as the ordinary assignment that it stands before
   * would be. One that the budget cannot pay for waits on.
   */
  private void takeUp(GoldCheckRow waiting, int wanted) {
    GoldCheckRow.Place place = waiting.place();
    boolean heldBack =
        place.pricedAs() == TaskKind.TASK_KIND_LABEL && exploitation.holdsBack(place.waveNumber());
    if (picks.size() == wanted || heldBack || has(waiting.ordinal())) {
      return;
    }
    GoldRow item =
        Objects.requireNonNull(transaction.gold().find(project.projectId(), waiting.ordinal()));
    Pick check = kinds.check(new GoldInsertion.Check(item, 1, 0), new Pick.Check(place, waiting));
    if (ledger.admit(check.slice(), annotatorId, check.priceMicros()) == null) {
      picks.add(check);
    }
  }

  /**
   * The next gold check to stand before the pick, admitted in its stead; null where there is none,
   * where the budget cannot pay for it, and where its item is in the batch to be voted on.
   */
  private @Nullable Pick checkBefore(Pick pick) {
    if (comesAgain(pick)) {
      return null; // and brings the checks before it along: they wait as it did
    }
    GoldCheckRow.Place place =
        new GoldCheckRow.Place(
            pick.drawn().waveNumber(),
            pick.drawn().position(),
            pick.taskKind(),
            GoldCheckRow.State.GRANTED);
    GoldInsertion.Check drawn = insertion.before(place, checksAt(place));
    if (drawn == null
        || drawn.item().ordinal() == pick.drawn().ordinal()
        || has(drawn.item().ordinal())) {
      return null;
    }
    Pick check = kinds.check(drawn, new Pick.Check(place, null));
    boolean fits =
        ledger.admitInstead(
            pick.slice(), pick.priceMicros(), check.slice(), check.priceMicros(), annotatorId);
    return fits ? check : null;
  }

  /** The new checks of this batch that stand there. */
  private int checksAt(GoldCheckRow.Place place) {
    return (int)
        picks.stream()
            .map(Pick::check)
            .filter(Objects::nonNull)
            .filter(check -> check.from() == null && check.place().isAt(place))
            .count();
  }

  /**
   * Adds the pick and the gold checks that stand before it, where the budget admits them; returns
   * whether the batch goes on. So there is no check where no ordinary assignment is left to follow
   * it.
   */
  private boolean add(Pick pick, int wanted) {
    Refusal refused = ledger.admit(pick.slice(), annotatorId, pick.priceMicros());
    while (refused == null) {
      Pick check = checkBefore(pick);
      picks.add(check == null ? pick : check);
      if (check == null) {
        return true;
      }
      if (picks.size() == wanted) {
        return false; // the pick stays where it is for the next batch
      }
      refused = ledger.admit(pick.slice(), annotatorId, pick.priceMicros());
    }
    return goesOnAfter(refused, pick);
  }

  /** A first vote that only exploitation's line refuses is left to {@link Exploitation}. */
  private boolean goesOnAfter(Refusal refused, Pick pick) {
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

  /** Why the batch is shorter than asked. */
  Stop stop() {
    if (refusal != null) {
      return new Stop(refusal.reason(), refusal.line(), refusal.retryAtMillis());
    }
    if (endsWaves()) {
      return Stop.of(StopReason.STOP_REASON_WAVE_PENDING);
    }
    if (annotator.labeler() && ahead.isBlocked()) {
      Long againMillis = ahead.mayGoOn() ? (Long) transaction.nowMillis() : null;
      return new Stop(StopReason.STOP_REASON_NO_ITEM_FITS, "", againMillis);
    }
    ProgressRow progress = transaction.progress().get(project.projectId());
    int ordinaryCount =
        progress.itemCount() - transaction.gold().reservedCount(project.projectId());
    if (!annotator.labeler()) {
      return Stop.of(StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR);
    }
    if (progress.settledCount() == ordinaryCount
        && !transaction.tasks().isAnyWanted(project.projectId())
        && !transaction.gold().isAnyUndone(project.projectId())) {
      return Stop.of(StopReason.STOP_REASON_POOL_EXHAUSTED);
    }
    if (ordinaryCount > progress.servedCount() + freshCount()) {
      return Stop.of(withheld == null ? StopReason.STOP_REASON_WAVE_PENDING : withheld);
    }
    return Stop.of(
        ahead.leavesOnlyOthers()
            ? StopReason.STOP_REASON_NO_ITEM_FITS
            : StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR);
  }
}
