package dev.assay.server.pool;

import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.ScoreTable;
import dev.assay.server.store.Tables;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads a published score set with its bases into columns: the current one, or any before it. */
public final class ScoreColumnsLoader {
  private ScoreColumnsLoader() {}

  /** The columns of the score set, or null when there is no published one of that number. */
  public static @Nullable ScoreColumns load(Tables tables, long scoreSetId) {
    return load(tables, scoreSetId, null);
  }

  /** As above; where a base is known already, only what came after it is read. */
  static @Nullable ScoreColumns load(Tables tables, long scoreSetId, @Nullable ScoreColumns known) {
    ScoreTable scores = tables.scores();
    ScoreSetRow wanted = scores.find(scoreSetId);
    if (wanted == null || !wanted.published()) {
      return null;
    }
    Deque<ScoreSetRow> unread = new ArrayDeque<>();
    Long next = scoreSetId;
    while (next != null && (known == null || next != known.scoreSetId())) {
      ScoreSetRow set = scores.find(next);
      if (set == null) {
        throw new IllegalStateException("score set " + next + " is the base of another and gone");
      }
      unread.push(set);
      next = set.baseId();
    }
    ScoreColumnsBuilder builder =
        next != null && known != null
            ? new ScoreColumnsBuilder(known)
            : new ScoreColumnsBuilder(wanted.classCount());
    for (ScoreSetRow set : unread) {
      scores.scan(set.scoreSetId(), builder::put);
      if (set.used()) {
        builder.endUnused();
      }
    }
    return builder.build(wanted);
  }
}
