package dev.assay.server.pool;

import org.jspecify.annotations.Nullable;

/**
 * The scores of one published score set, its bases' included, as primitive columns by ordinal.
 * Immutable. What an ensemble says is apart ({@link EnsembleColumns}).
 */
public final class ScoreColumns {
  private final long scoreSetId;
  private final String modelVersion;
  private final long revision;
  private final int classCount;
  private final int ensembleSize;
  private final OrdinalSet scored;
  private final OrdinalSet judged;
  private final FloatRows probabilities;
  private final @Nullable FloatRows gradientNorms;
  private final @Nullable FloatRows uncertainties;

  ScoreColumns(
      long scoreSetId,
      String modelVersion,
      long revision,
      int classCount,
      int ensembleSize,
      OrdinalSet scored,
      OrdinalSet judged,
      FloatRows probabilities,
      @Nullable FloatRows gradientNorms,
      @Nullable FloatRows uncertainties) {
    this.scoreSetId = scoreSetId;
    this.modelVersion = modelVersion;
    this.revision = revision;
    this.classCount = classCount;
    this.ensembleSize = ensembleSize;
    this.scored = scored;
    this.judged = judged;
    this.probabilities = probabilities;
    this.gradientNorms = gradientNorms;
    this.uncertainties = uncertainties;
  }

  public long scoreSetId() {
    return scoreSetId;
  }

  public String modelVersion() {
    return modelVersion;
  }

  /** Counts the streams that made the scores, from 1. */
  public long revision() {
    return revision;
  }

  public int classCount() {
    return classCount;
  }

  /** The members of the ensemble that was given with the scores; 0 where none was. */
  public int ensembleSize() {
    return ensembleSize;
  }

  /** The number of items with scores. */
  public int scoredCount() {
    return scored.size();
  }

  /** The number of items scored by the first revision of the model version that was used. */
  public int judgedCount() {
    return judged.size();
  }

  /** Whether the item has scores. Ordinals beyond the pool that was scored have none. */
  public boolean has(int ordinal) {
    return scored.contains(ordinal);
  }

  /** Whether the item was scored by the first revision of the model version that was used. */
  public boolean isJudged(int ordinal) {
    return judged.contains(ordinal);
  }

  /** From 0 to 1; NaN without scores. */
  public float probability(int ordinal, int classIndex) {
    return probabilities.get(ordinal, classIndex);
  }

  /** The probabilities of one item, in the order of the classes; NaN without scores. */
  public void copyProbabilities(int ordinal, float[] into) {
    probabilities.copyRow(ordinal, into);
  }

  /** The most probable class, the lowest of equally probable ones; -1 without scores. */
  public int predictedClass(int ordinal) {
    return scored.contains(ordinal) ? probabilities.argMax(ordinal) : -1;
  }

  /** How likely the model itself finds its prediction to be wrong: 1 - max p, in [0, 1]. */
  public double errorProbability(int ordinal) {
    double largest = probability(ordinal, predictedClass(ordinal));
    return Math.min(Math.max(1 - largest, 0), 1);
  }

  /** Whether any item has a gradient norm. */
  public boolean hasGradientNorms() {
    return gradientNorms != null;
  }

  /** Not negative; NaN where the pipeline gave none. */
  public float gradientNorm(int ordinal) {
    return gradientNorms == null ? Float.NaN : gradientNorms.get(ordinal, 0);
  }

  /** Whether any item has an uncertainty of the pipeline's own. */
  public boolean hasUncertainties() {
    return uncertainties != null;
  }

  /** The pipeline's own, larger for less certain; NaN where it gave none. */
  public float uncertainty(int ordinal) {
    return uncertainties == null ? Float.NaN : uncertainties.get(ordinal, 0);
  }

  OrdinalSet scored() {
    return scored;
  }

  OrdinalSet judged() {
    return judged;
  }

  FloatRows probabilities() {
    return probabilities;
  }

  @Nullable FloatRows gradientNorms() {
    return gradientNorms;
  }

  @Nullable FloatRows uncertainties() {
    return uncertainties;
  }

  /** About how much memory it takes. */
  public long bytes() {
    return 64
        + scored.bytes()
        + (judged == scored ? 0 : judged.bytes())
        + probabilities.bytes()
        + (gradientNorms == null ? 0 : gradientNorms.bytes())
        + (uncertainties == null ? 0 : uncertainties.bytes());
  }
}
