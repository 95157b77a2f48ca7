package dev.assay.server.pool;

import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.ScoreTable;
import dev.assay.server.store.Tables;
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
    ScoreSetChain chain =
        ScoreSetChain.to(scores, wanted, known == null ? null : (Long) known.scoreSetId());
    ScoreColumnsBuilder builder =
        known != null && chain.reachesKnown()
            ? new ScoreColumnsBuilder(known)
            : new ScoreColumnsBuilder(wanted.classCount());
    for (ScoreSetRow set : chain.unread()) {
      scores.scan(set.scoreSetId(), builder::put);
      if (set.used()) {
        builder.endUnused();
      }
    }
    return builder.build(wanted);
  }
}
