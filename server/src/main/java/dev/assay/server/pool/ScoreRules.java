package dev.assay.server.pool;

import dev.assay.v1.ScoreChunk;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/** What the rows of a chunk of scores must be like. The chunk has its shape. */
final class ScoreRules {
  /** How far rounding may take a probability out of its range, or a sum of probabilities off 1. */
  static final double MAX_ROUNDING = 1e-3;

  private final ScoreShape shape;
  private final ScoreChunk chunk;
  private final ChunkErrors errors;

  ScoreRules(ScoreShape shape, ScoreChunk chunk, ChunkErrors errors) {
    this.shape = shape;
    this.chunk = chunk;
    this.errors = errors;
  }

  /**
   * Reports each field of each row that cannot be taken.
   *
   * @param ordinals of the items; -1 for those that the pool does not have
   */
  void check(int[] ordinals) {
    Set<String> ids = new HashSet<>(2 * ordinals.length);
    for (int row = 0; row < ordinals.length; row++) {
      String id = chunk.getItemIds(row);
      if (ordinals[row] < 0) {
        add(row, "item_id", "item_ids[" + row + "]", "is no item of the pool; PutItems adds items");
      } else if (!ids.add(id)) {
        add(row, "item_id", "item_ids[" + row + "]", "stands twice in the chunk");
      }
      checkNumbers(row);
    }
  }

  private void checkNumbers(int row) {
    checkDistribution(row, "probabilities", row * shape.classCount(), chunk::getProbabilities, 0);
    for (int member = 0; member < shape.ensembleSize(); member++) {
      checkDistribution(
          row,
          "ensemble_probabilities",
          row * shape.ensembleWidth() + member * shape.classCount(),
          chunk::getEnsembleProbabilities,
          member * shape.classCount());
    }
    if (chunk.getGradientNormsCount() > 0) {
      float norm = chunk.getGradientNorms(row);
      if (!(norm >= 0 && norm <= Float.MAX_VALUE)) {
        addNumber(
            row, "gradient_norm", "gradient_norms", "must be finite and not negative, not " + norm);
      }
    }
    if (chunk.getUncertaintiesCount() > 0 && !Float.isFinite(chunk.getUncertainties(row))) {
      addNumber(
          row,
          "uncertainty",
          "uncertainties",
          "must be a finite number, not " + chunk.getUncertainties(row));
    }
  }

  /**
   * @param start of the distribution in the column
   * @param offset of the distribution in the record
   */
  private void checkDistribution(
      int row, String column, int start, IntToDoubleFunction numbers, int offset) {
    double allowed = MAX_ROUNDING + shape.classCount() * (double) Math.ulp(1f);
    double sum = 0;
    for (int i = 0; i < shape.classCount(); i++) {
      double probability = numbers.applyAsDouble(start + i);
      if (!(probability >= -allowed && probability <= 1 + allowed)) {
        add(
            row,
            column + "[" + (offset + i) + "]",
            column + "[" + (start + i) + "]",
            "must be from 0 to 1, not " + (float) probability);
        return;
      }
      sum += probability;
    }
    if (shape.sumsToOne() && !(Math.abs(sum - 1) <= allowed)) {
      add(
          row,
          column + "[" + offset + "]",
          column + "[" + start + "]",
          "the "
              + shape.classCount()
              + " numbers from here on must sum to 1 within "
              + MAX_ROUNDING
              + ", not to "
              + (float) sum);
    }
  }

  private void addNumber(int row, String field, String column, String description) {
    add(row, field, column + "[" + row + "]", description);
  }

  private void add(int row, String field, String path, String description) {
    errors.add(row, chunk.getItemIds(row), field, "chunk." + path, description);
  }
}
