package dev.assay.server.pool;

import dev.assay.server.store.ScoreChunkRow;
import dev.assay.v1.ScoreChunk;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of scores on their way to the store: small chunks are put together and large ones cut, so
 * that each write is of about the same size.
 */
final class ScoreStage {
  /** About the most bytes of one write: a few milliseconds of the writer's time. */
  static final int MAX_WRITE_BYTES = 1 << 20;

  /** The most rows of one write. */
  static final int MAX_WRITE_ROWS = 1 << 14;

  private final ScoreShape shape;
  private final int capacity;
  private int rows;
  private int[] ordinals;
  private float[] probabilities;
  private float @Nullable [] ensemble;
  private float @Nullable [] gradientNorms;
  private float @Nullable [] uncertainties;

  ScoreStage(ScoreShape shape) {
    this.shape = shape;
    this.capacity = Math.max(1, Math.min(MAX_WRITE_ROWS, MAX_WRITE_BYTES / shape.rowBytes()));
    this.ordinals = new int[capacity];
    this.probabilities = new float[capacity * shape.classCount()];
  }

  boolean isEmpty() {
    return rows == 0;
  }

  boolean isFull() {
    return rows == capacity;
  }

  /** Whether rows of the chunk can stand in one write with those that are here. */
  boolean takes(ScoreChunk chunk) {
    return rows == 0
        || ((gradientNorms != null) == (chunk.getGradientNormsCount() > 0)
            && (uncertainties != null) == (chunk.getUncertaintiesCount() > 0));
  }

  /** Adds one row of a chunk that it takes. */
  void add(ScoreChunk chunk, int row, int ordinal) {
    if (rows == 0) {
      ensemble = shape.ensembleSize() > 0 ? new float[capacity * shape.ensembleWidth()] : null;
      gradientNorms = chunk.getGradientNormsCount() > 0 ? new float[capacity] : null;
      uncertainties = chunk.getUncertaintiesCount() > 0 ? new float[capacity] : null;
    }
    ordinals[rows] = ordinal;
    int width = shape.classCount();
    for (int i = 0; i < width; i++) {
      probabilities[rows * width + i] = chunk.getProbabilities(row * width + i);
    }
    shape.mend(probabilities, rows * width);
    if (ensemble != null) {
      int ensembleWidth = shape.ensembleWidth();
      for (int i = 0; i < ensembleWidth; i++) {
        ensemble[rows * ensembleWidth + i] =
            chunk.getEnsembleProbabilities(row * ensembleWidth + i);
      }
      for (int member = 0; member < shape.ensembleSize(); member++) {
        shape.mend(ensemble, rows * ensembleWidth + member * width);
      }
    }
    if (gradientNorms != null) {
      gradientNorms[rows] = chunk.getGradientNorms(row);
    }
    if (uncertainties != null) {
      uncertainties[rows] = chunk.getUncertainties(row);
    }
    rows++;
  }

  /** The rows that are here, which are here no more. */
  ScoreChunkRow drain() {
    ScoreChunkRow drained =
        new ScoreChunkRow(
            Arrays.copyOf(ordinals, rows),
            Arrays.copyOf(probabilities, rows * shape.classCount()),
            ensemble == null ? null : Arrays.copyOf(ensemble, rows * shape.ensembleWidth()),
            gradientNorms == null ? null : Arrays.copyOf(gradientNorms, rows),
            uncertainties == null ? null : Arrays.copyOf(uncertainties, rows));
    rows = 0;
    return drained;
  }
}
