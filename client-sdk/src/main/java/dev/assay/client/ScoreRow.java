package dev.assay.client;

import dev.assay.v1.ScoreChunk;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model says about one item. Immutable, except that the arrays are not copied: leave them
 * alone until the row has been sent.
 *
 * <pre>{@code
 * ScoreRow.of("img-17", 0.1f, 0.9f).withUncertainty(0.3f);
 * }</pre>
 *
 * <p>All rows of one upload must have the same shape: the same number of classes and of ensemble
 * members, and the optional numbers everywhere or nowhere.
 */
public final class ScoreRow {
  private static final float[][] NO_ENSEMBLE = {};

  private final String itemId;
  private final float[] probabilities;
  private final float[][] ensemble;
  private final @Nullable Float gradientNorm;
  private final @Nullable Float uncertainty;

  private ScoreRow(
      String itemId,
      float[] probabilities,
      float[][] ensemble,
      @Nullable Float gradientNorm,
      @Nullable Float uncertainty) {
    this.itemId = itemId;
    this.probabilities = probabilities;
    this.ensemble = ensemble;
    this.gradientNorm = gradientNorm;
    this.uncertainty = uncertainty;
  }

  /**
   * Makes a row.
   *
   * @param itemId the item, in the pool already
   * @param probabilities one for each class in the order of the label schema, each from 0 to 1;
   *     they sum to 1 within 0.001, except with multi-label schemas
   * @return the row
   */
  public static ScoreRow of(String itemId, float... probabilities) {
    Objects.requireNonNull(itemId, "itemId");
    Objects.requireNonNull(probabilities, "probabilities");
    return new ScoreRow(itemId, probabilities, NO_ENSEMBLE, null, null);
  }

  /**
   * Adds what each member of an ensemble says.
   *
   * @param members for each of 2 to 64 members, one probability for each class
   * @return the changed copy
   * @throws IllegalArgumentException if a member has another number of classes than the row
   */
  public ScoreRow withEnsemble(float[][] members) {
    for (float[] member : members) {
      if (member.length != probabilities.length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "ensemble of item \"%s\": a member has %d classes, the row has %d",
                itemId,
                member.length,
                probabilities.length));
      }
    }
    return new ScoreRow(itemId, probabilities, members, gradientNorm, uncertainty);
  }

  /**
   * Adds the norm of the item's gradient.
   *
   * @param value finite and not negative
   * @return the changed copy
   */
  public ScoreRow withGradientNorm(float value) {
    return new ScoreRow(itemId, probabilities, ensemble, value, uncertainty);
  }

  /**
   * Adds an uncertainty of the pipeline's own.
   *
   * @param value finite, larger for less certain
   * @return the changed copy
   */
  public ScoreRow withUncertainty(float value) {
    return new ScoreRow(itemId, probabilities, ensemble, gradientNorm, value);
  }

  /** Returns the item that the row is about. */
  public String itemId() {
    return itemId;
  }

  ScoreShape shape() {
    return new ScoreShape(
        probabilities.length, ensemble.length, gradientNorm != null, uncertainty != null);
  }

  void appendTo(ScoreChunk.Builder chunk) {
    chunk.addItemIds(itemId);
    for (float probability : probabilities) {
      chunk.addProbabilities(probability);
    }
    for (float[] member : ensemble) {
      for (float probability : member) {
        chunk.addEnsembleProbabilities(probability);
      }
    }
    if (gradientNorm != null) {
      chunk.addGradientNorms(gradientNorm);
    }
    if (uncertainty != null) {
      chunk.addUncertainties(uncertainty);
    }
  }
}
