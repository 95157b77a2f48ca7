package dev.assay.server.pool;

import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.ScoreTable;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The score sets that one is made of: itself and its bases.
 *
 * @param unread those after the known one, or all, oldest first
 * @param reachesKnown whether the known one is among them
 */
record ScoreSetChain(Deque<ScoreSetRow> unread, boolean reachesKnown) {

  /**
   * Follows the bases of a set.
   *
   * @param knownId of a set that was read already, or null
   */
  static ScoreSetChain to(ScoreTable scores, ScoreSetRow wanted, @Nullable Long knownId) {
    Deque<ScoreSetRow> unread = new ArrayDeque<>();
    Long next = wanted.scoreSetId();
    while (next != null && !next.equals(knownId)) {
      ScoreSetRow set = scores.find(next);
      if (set == null) {
        throw new IllegalStateException("score set " + next + " is the base of another and gone");
      }
      unread.push(set);
      next = set.baseId();
    }
    return new ScoreSetChain(unread, next != null);
  }
}
