package dev.assay.server.pool;

import dev.assay.server.store.ScoreChunkRow;
import dev.assay.server.store.ScoreSetRow;
import org.jspecify.annotations.Nullable;

/**
 * Puts chunks of scores, oldest first, into columns. A row that is put again replaces the first.
 */
final class ScoreColumnsBuilder {
  private final int classCount;
  private OrdinalSet scored;
  private OrdinalSet judged;
  private final FloatRows.Builder probabilities;
  private FloatRows.@Nullable Builder gradientNorms;
  private FloatRows.@Nullable Builder uncertainties;

  /** Begins without scores. */
  ScoreColumnsBuilder(int classCount) {
    this.classCount = classCount;
    this.scored = OrdinalSet.EMPTY;
    this.judged = OrdinalSet.EMPTY;
    this.probabilities = new FloatRows.Builder(FloatRows.empty(classCount));
  }

  /** Begins with the columns of an earlier revision, which stay as they are. */
  ScoreColumnsBuilder(ScoreColumns base) {
    this.classCount = base.classCount();
    this.scored = base.scored();
    this.judged = base.judged();
    this.probabilities = new FloatRows.Builder(base.probabilities());
    FloatRows norms = base.gradientNorms();
    this.gradientNorms = norms == null ? null : new FloatRows.Builder(norms);
    FloatRows own = base.uncertainties();
    this.uncertainties = own == null ? null : new FloatRows.Builder(own);
  }

  void put(ScoreChunkRow chunk) {
    int[] ordinals = chunk.ordinals();
    for (int row = 0; row < ordinals.length; row++) {
      probabilities.put(ordinals[row], chunk.probabilities(), row * classCount);
    }
    gradientNorms = put(gradientNorms, ordinals, chunk.gradientNorms());
    uncertainties = put(uncertainties, ordinals, chunk.uncertainties());
    scored = scored.with(ordinals);
  }

  private static FloatRows.@Nullable Builder put(
      FloatRows.@Nullable Builder column, int[] ordinals, float @Nullable [] values) {
    FloatRows.Builder into = column;
    if (into == null) {
      if (values == null) {
        return null;
      }
      into = new FloatRows.Builder(FloatRows.empty(1));
    }
    for (int row = 0; row < ordinals.length; row++) {
      if (values == null) {
        into.clear(ordinals[row]); // the row is replaced as a whole
      } else {
        into.put(ordinals[row], values, row);
      }
    }
    return into;
  }

  /** What was put so far was used as it is. The first time, the model version is judged by it. */
  void endUnused() {
    if (judged.size() == 0) {
      judged = scored;
    }
  }

  /** Ends the builder. */
  ScoreColumns build(ScoreSetRow set) {
    return new ScoreColumns(
        set.scoreSetId(),
        set.modelVersion(),
        set.revision(),
        classCount,
        set.ensembleSize(),
        scored,
        judged,
        probabilities.build(),
        gradientNorms == null ? null : gradientNorms.build(),
        uncertainties == null ? null : uncertainties.build());
  }
}
