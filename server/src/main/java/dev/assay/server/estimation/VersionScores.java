package dev.assay.server.estimation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.pool.ScoreColumnsLoader;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;

/**
 * The scores of model versions that were estimated of late, whichever is current. A score set never
 * changes once it is published, so that what was read stays true. Thread-safe.
 */
public final class VersionScores {
  private static final int WEIGHT_UNIT_BYTES = 1024;

  private final Cache<Long, ScoreColumns> columns;

  /**
   * @param maxBytes about how much memory they may take together; the least used go first
   */
  public VersionScores(long maxBytes) {
    this.columns =
        Caffeine.newBuilder()
            .maximumWeight(Math.max(1, maxBytes / WEIGHT_UNIT_BYTES))
            .weigher(
                (Long id, ScoreColumns set) ->
                    (int) Math.min(Integer.MAX_VALUE, 1 + set.bytes() / WEIGHT_UNIT_BYTES))
            .executor(Runnable::run)
            .build();
  }

  /** The scores of a published set with its bases; read from the store where they are not here. */
  ScoreColumns of(Tables tables, ScoreSetRow set) {
    ScoreColumns known = columns.getIfPresent(set.scoreSetId());
    if (known != null) {
      return known;
    }
    ScoreColumns read = ScoreColumnsLoader.load(tables, set.scoreSetId());
    if (read == null) {
      throw new IllegalStateException("score set " + set.scoreSetId() + " is not published");
    }
    columns.put(set.scoreSetId(), read);
    return read;
  }
}
