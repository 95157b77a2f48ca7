package dev.assay.server.pool;

import dev.assay.sampling.acquire.EnsembleView;
import dev.assay.server.store.ScoreChunkRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.ScoreTable;
import dev.assay.server.store.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What the members of the ensemble of one published score set say, its bases' included, by ordinal.
 * Immutable. Takes four bytes for each item, member and class; read only for strategies that look
 * at it.
 */
public final class EnsembleColumns {
  private final long scoreSetId;
  private final int memberCount;
  private final int classCount;
  private final FloatRows rows;

  private EnsembleColumns(long scoreSetId, int memberCount, int classCount, FloatRows rows) {
    this.scoreSetId = scoreSetId;
    this.memberCount = memberCount;
    this.classCount = classCount;
    this.rows = rows;
  }

  /**
   * The ensemble of a published score set.
   *
   * @throws IllegalStateException when there is no such set, or it has no ensemble
   */
  public static EnsembleColumns load(Tables tables, long scoreSetId) {
    return load(tables, scoreSetId, null);
  }

  /** As above; where a base is known already, only what came after it is read. */
  static EnsembleColumns load(Tables tables, long scoreSetId, @Nullable EnsembleColumns known) {
    ScoreTable scores = tables.scores();
    ScoreSetRow wanted = scores.find(scoreSetId);
    if (wanted == null || wanted.ensembleSize() == 0) {
      throw new IllegalStateException("score set " + scoreSetId + " has no ensemble");
    }
    ScoreSetChain chain =
        ScoreSetChain.to(scores, wanted, known == null ? null : (Long) known.scoreSetId);
    int width = wanted.ensembleSize() * wanted.classCount();
    FloatRows.Builder rows =
        new FloatRows.Builder(
            known != null && chain.reachesKnown() ? known.rows : FloatRows.empty(width));
    for (ScoreSetRow set : chain.unread()) {
      scores.scan(set.scoreSetId(), chunk -> put(chunk, width, rows));
    }
    return new EnsembleColumns(
        scoreSetId, wanted.ensembleSize(), wanted.classCount(), rows.build());
  }

  private static void put(ScoreChunkRow chunk, int width, FloatRows.Builder rows) {
    float[] members = chunk.ensembleProbabilities();
    if (members == null) {
      throw new IllegalStateException("a chunk of a score set with an ensemble has none");
    }
    for (int row = 0; row < chunk.ordinals().length; row++) {
      rows.put(chunk.ordinals()[row], members, row * width);
    }
  }

  long scoreSetId() {
    return scoreSetId;
  }

  /** What is said of the items, in the order of the ordinals. */
  public EnsembleView of(int[] ordinals, boolean isMultiLabel) {
    return new Selected(this, ordinals, isMultiLabel);
  }

  /** About how much memory it takes. */
  long bytes() {
    return 40 + rows.bytes();
  }

  private record Selected(EnsembleColumns columns, int[] ordinals, boolean isMultiLabel)
      implements EnsembleView {

    @Override
    public int size() {
      return ordinals.length;
    }

    @Override
    public int memberCount() {
      return columns.memberCount;
    }

    @Override
    public int classCount() {
      return columns.classCount;
    }

    @Override
    public boolean has(int candidate) {
      return !Float.isNaN(columns.rows.get(ordinals[candidate], 0));
    }

    @Override
    public void copyProbabilities(int candidate, float[] into) {
      columns.rows.copyRow(ordinals[candidate], into);
    }
  }
}
