package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.EnsembleView;
import dev.assay.sampling.acquire.Judgements;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.vector.Points;
import dev.assay.server.pool.EnsembleColumns;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.pool.VectorColumns;
import dev.assay.v1.WaveAnswers;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of a wave and what is known of them, as strategies see it.
 *
 * @param poolCount items of the pool: those that are no candidates are the labelled set
 * @param ordinals of the candidates, ascending, at least one
 * @param columns the published scores, or null when the wave is drawn without
 * @param embeddings null when the strategy does not look at any
 * @param answers of labelled items with what the model had said of them, or null when the strategy
 *     does not look at any
 * @param members what the ensemble says, or null when the strategy does not look at it
 * @param prices of the candidates, or null when the strategy does not look at any
 */
record PoolCandidates(
    int poolCount,
    int[] ordinals,
    @Nullable ScoreColumns columns,
    boolean isMultiLabel,
    @Nullable VectorColumns embeddings,
    @Nullable WaveAnswers answers,
    @Nullable EnsembleColumns members,
    long @Nullable [] prices)
    implements Candidates {

  @Override
  public int size() {
    return ordinals.length;
  }

  @Override
  public boolean has(Need need) {
    return switch (need) {
      case SCORES -> columns != null;
      case VECTORS -> embeddings != null;
      case CLASSES -> answers != null;
      case ENSEMBLE -> members != null;
      case GRADIENTS -> columns != null && columns.hasGradientNorms();
      case PRICES -> prices != null;
    };
  }

  @Override
  public ScoreView scores() {
    return new Scores(ordinals, required(columns, "scores"), isMultiLabel);
  }

  @Override
  public Points vectors() {
    return required(embeddings, "embeddings").of(ordinals);
  }

  @Override
  public Points labelledVectors() {
    return required(embeddings, "embeddings").of(labelled());
  }

  @Override
  public int[] labelledClasses() {
    return KnownAnswers.classes(required(answers, "answers"), labelled());
  }

  @Override
  public Judgements labelledJudgements() {
    return KnownAnswers.judgements(required(answers, "answers"), labelled());
  }

  @Override
  public ScoreView labelledScores() {
    return new Scores(labelled(), required(columns, "scores"), isMultiLabel);
  }

  @Override
  public EnsembleView ensemble() {
    return required(members, "an ensemble").of(ordinals, isMultiLabel);
  }

  @Override
  public double gradientNorm(int candidate) {
    return required(columns, "gradients").gradientNorm(ordinals[candidate]);
  }

  @Override
  public long priceMicros(int candidate) {
    return required(prices, "prices")[candidate];
  }

  /** The items that are no candidates, ascending. */
  private int[] labelled() {
    int[] labelled = new int[poolCount - ordinals.length];
    int count = 0;
    int next = 0;
    for (int ordinal = 0; ordinal < poolCount; ordinal++) {
      if (next < ordinals.length && ordinals[next] == ordinal) {
        next++;
      } else {
        labelled[count++] = ordinal;
      }
    }
    return labelled;
  }

  private static <T> T required(@Nullable T known, String what) {
    if (known == null) {
      throw new IllegalStateException("the strategy did not say that it needs " + what);
    }
    return known;
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
