package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.server.pool.ScoreColumns;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of a wave as strategies see them.
 *
 * @param ordinals of the candidates, ascending
 */
record PoolCandidates(int[] ordinals, @Nullable ScoreColumns columns, boolean isMultiLabel)
    implements Candidates {

  @Override
  public int size() {
    return ordinals.length;
  }

  @Override
  public ScoreView scores() {
    if (columns == null) {
      throw new IllegalStateException("there are no scores");
    }
    return new Scores(ordinals, columns, isMultiLabel);
  }

  private record Scores(int[] ordinals, ScoreColumns columns, boolean isMultiLabel)
      implements ScoreView {

    @Override
    public int size() {
      return ordinals.length;
    }

    @Override
    public int classCount() {
      return columns.classCount();
    }

    @Override
    public boolean has(int candidate) {
      return columns.has(ordinals[candidate]);
    }

    @Override
    public void copyProbabilities(int candidate, float[] into) {
      columns.copyProbabilities(ordinals[candidate], into);
    }
  }
}
