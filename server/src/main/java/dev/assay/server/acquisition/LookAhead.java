package dev.assay.server.acquisition;

import dev.assay.server.routing.Routes;
import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.RouteRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an annotator is not offered of the next drawn items, for one batch that is being mixed. */
final class LookAhead {
  /*
   * Waves are served strictly in their order, which is what makes each of them one round of the
   * multi-round estimator, and a prefix of it a random part. Whoever lacks a tag that the next item
   * requires must not wait for those who have it, nor may the order give way. So the item is served
   * all the same, to nobody: it becomes a task that waits for its first vote, before every item that
   * is served later, and goes to the next one who has its tags. This is what happens to an item whose
   * first lease ends without a label, too: what was served stays a prefix, and what was passed over is
   * missing until somebody labels it.
   *
   * Two limits. One annotator could pass over wave after wave, and a whole pool would be drawn before
   * its first labels came. So of the items that others can label only so many wait at a time; then
   * the annotator gets nothing until others have come. Items whose tags nobody has do not count: to
   * wait for nobody would stop everybody. They go by at a bounded rate, and are counted where the
   * pool is summed up.
   *
   * An annotator may fit every item of a wave and none of the next. Nothing here looks at a price, a
   * slice or a score, so what is passed over depends on the tags alone.
   */

  /** The most items that wait, passed over, for annotators who are there. */
  static final int MAX_WAITING = 500;

  /** The most items that one batch passes over. */
  static final int MAX_AT_ONCE = 500;

  /** Drawn items that are read at once where some may be passed over. */
  private static final int STEP = 64;

  private final Transaction transaction;
  private final long projectId;
  private final Routes routes;
  private final List<DrawnItemRow> passed = new ArrayList<>();
  private @Nullable Integer room;
  private boolean blocked;

  LookAhead(Transaction transaction, long projectId, Routes routes) {
    this.transaction = transaction;
    this.projectId = projectId;
    this.routes = routes;
  }

  boolean fits(DrawnItemRow drawn) {
    return routes.isOpen(drawn.route());
  }

  /** Drawn items to read for so many that are wanted. */
  int readAhead(int wanted) {
    return routes.closed().isEmpty() ? wanted : Math.max(wanted, STEP);
  }

  /** Passes an item over that does not fit, and returns whether it could. */
  boolean passesOver(DrawnItemRow drawn) {
    boolean staffed =
        routes.closed().stream()
            .anyMatch(route -> route.route() == drawn.route() && route.annotatorCount() > 0);
    blocked = passed.size() == MAX_AT_ONCE || (staffed && room() == 0);
    if (blocked) {
      return false;
    }
    passed.add(drawn);
    room = staffed ? (Integer) (room() - 1) : room;
    return true;
  }

  /** How many more items may wait for others. */
  private int room() {
    Integer known = room;
    if (known == null) {
      known = MAX_WAITING;
      for (RouteRow route : routes.closed()) {
        if (route.annotatorCount() > 0) {
          known -= transaction.tasks().passedOverCount(projectId, route.route(), known);
        }
      }
      room = known;
    }
    return known;
  }

  /** The items that were passed over, in the order of serving. */
  List<DrawnItemRow> passed() {
    return passed;
  }

  int passedOf(long waveNumber) {
    return (int) passed.stream().filter(drawn -> drawn.waveNumber() == waveNumber).count();
  }

  /** Whether an item could not be passed over. */
  boolean isBlocked() {
    return blocked;
  }

  /** Whether the next batch may pass on where this one had to stop. */
  boolean mayGoOn() {
    return passed.size() == MAX_AT_ONCE;
  }

  /** The tasks of what was passed over: each asks for all its votes. */
  List<TaskRow> tasks(int votes) {
    return passed.stream()
        .map(
            drawn ->
                new TaskRow(
                    projectId,
                    drawn.ordinal(),
                    drawn.waveNumber(),
                    drawn.position(),
                    drawn.slice(),
                    0,
                    0,
                    votes,
                    null,
                    0,
                    null,
                    drawn.route(),
                    true))
        .toList();
  }

  /**
   * Whether nothing that waits now could be given to the annotator whatever they have had, and
   * something could be to others.
   */
  boolean leavesOnlyOthers() {
    return blocked
        || (!routes.closed().isEmpty()
            && (!passed.isEmpty()
                || routes.closed().stream().anyMatch(route -> isAnyWanted(route.route())))
            && routes.open().stream().noneMatch(this::isAnyWanted));
  }

  private boolean isAnyWanted(int route) {
    return transaction.tasks().wantedCount(projectId, route, 1) > 0;
  }
}
