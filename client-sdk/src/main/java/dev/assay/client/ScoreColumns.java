package dev.assay.client;

import dev.assay.v1.ScoreChunk;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a model says about many items, as columns: the form that inference gives. Row i of every
 * column is about item i. The arrays are not copied: leave them alone until they have been sent.
 *
 * <pre>{@code
 * ScoreColumns.of(List.of("a", "b"), 3, new float[] {0.2f, 0.3f, 0.5f, 0.9f, 0.1f, 0f});
 * }</pre>
 */
public final class ScoreColumns {
  private static final float[] NONE = {};

  private final List<String> itemIds;
  private final ScoreShape shape;
  private final float[] probabilities;
  private final float[] ensemble;
  private final float[] gradientNorms;
  private final float[] uncertainties;

  private ScoreColumns(
      List<String> itemIds,
      ScoreShape shape,
      float[] probabilities,
      float[] ensemble,
      float[] gradientNorms,
      float[] uncertainties) {
    this.itemIds = itemIds;
    this.shape = shape;
    this.probabilities = probabilities;
    this.ensemble = ensemble;
    this.gradientNorms = gradientNorms;
    this.uncertainties = uncertainties;
  }

  /**
   * Makes columns.
   *
   * @param itemIds the N items, each in the pool already
   * @param classCount the number of classes of the label schema, K
   * @param probabilities N * K numbers, the K of item 0 first; see {@link ScoreRow#of}
   * @return the columns
   * @throws IllegalArgumentException if the array is not of length N * K
   */
  public static ScoreColumns of(List<String> itemIds, int classCount, float[] probabilities) {
    Objects.requireNonNull(itemIds, "itemIds");
    requireLength("probabilities", probabilities, (long) itemIds.size() * classCount);
    return new ScoreColumns(
        itemIds, new ScoreShape(classCount, 0, false, false), probabilities, NONE, NONE, NONE);
  }

  /**
   * Adds what the members of an ensemble say.
   *
   * @param size the number of members, M, from 2 to 64
   * @param values N * M * K numbers, item first, then member
   * @return the changed copy
   * @throws IllegalArgumentException if the array is not of length N * M * K
   */
  public ScoreColumns withEnsemble(int size, float[] values) {
    requireLength("ensemble", values, (long) itemIds.size() * size * shape.classCount());
    ScoreShape with =
        new ScoreShape(shape.classCount(), size, shape.gradientNorm(), shape.uncertainty());
    return new ScoreColumns(itemIds, with, probabilities, values, gradientNorms, uncertainties);
  }

  /**
   * Adds the norms of the items' gradients.
   *
   * @param values N numbers, finite and not negative
   * @return the changed copy
   * @throws IllegalArgumentException if the array is not of length N
   */
  public ScoreColumns withGradientNorms(float[] values) {
    requireLength("gradientNorms", values, itemIds.size());
    ScoreShape with =
        new ScoreShape(shape.classCount(), shape.ensembleSize(), true, shape.uncertainty());
    return new ScoreColumns(itemIds, with, probabilities, ensemble, values, uncertainties);
  }

  /**
   * Adds uncertainties of the pipeline's own.
   *
   * @param values N finite numbers, larger for less certain
   * @return the changed copy
   * @throws IllegalArgumentException if the array is not of length N
   */
  public ScoreColumns withUncertainties(float[] values) {
    requireLength("uncertainties", values, itemIds.size());
    ScoreShape with =
        new ScoreShape(shape.classCount(), shape.ensembleSize(), shape.gradientNorm(), true);
    return new ScoreColumns(itemIds, with, probabilities, ensemble, gradientNorms, values);
  }

  /** Returns the number of rows. */
  public int size() {
    return itemIds.size();
  }

  ScoreCursor cursor() {
    return new Cursor();
  }

  private static void requireLength(String name, float[] values, long expected) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d numbers, the items and classes ask for %d",
              name,
              values.length,
              expected));
    }
  }

  private final class Cursor implements ScoreCursor {
    private int row = -1;

    @Override
    public boolean advance() {
      row++;
      return row < itemIds.size();
    }

    @Override
    public String itemId() {
      return itemIds.get(row);
    }

    @Override
    public ScoreShape shape() {
      return shape;
    }

    @Override
    public void appendTo(ScoreChunk.Builder chunk) {
      chunk.addItemIds(itemId());
      int width = shape.classCount();
      for (int i = row * width; i < (row + 1) * width; i++) {
        chunk.addProbabilities(probabilities[i]);
      }
      int block = width * shape.ensembleSize();
      for (int i = row * block; i < (row + 1) * block; i++) {
        chunk.addEnsembleProbabilities(ensemble[i]);
      }
      if (shape.gradientNorm()) {
        chunk.addGradientNorms(gradientNorms[row]);
      }
      if (shape.uncertainty()) {
        chunk.addUncertainties(uncertainties[row]);
      }
    }
  }
}
