package dev.assay.server.opinion;

import dev.assay.sampling.learn.SecondOpinion;
import dev.assay.sampling.vector.Points;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.pool.VectorColumns;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.WaveOpinion;
import java.util.Arrays;
import java.util.List;

/** What a second opinion says of a wave's candidates, summed, and of its drawn items. */
final class OpinionOfWave {
  /** Items whose embeddings are copied at once. */
  private static final int BLOCK = 8_192;

  private final SecondOpinion opinion;
  private final ScoreColumns scores;
  private final VectorColumns vectors;

  OpinionOfWave(SecondOpinion opinion, ScoreColumns scores, VectorColumns vectors) {
    this.opinion = opinion;
    this.scores = scores;
    this.vectors = vectors;
  }

  /**
   * As it is stored, but for its number and what it is counted by.
   *
   * @param candidates of the wave
   * @param drawn its items in the order of serving
   */
  WaveOpinion.Builder of(int[] candidates, List<WaveItemRow> drawn) {
    float[] errors = errors(candidates);
    double total = 0;
    for (int i = 0; i < candidates.length; i++) {
      total += scores.isJudged(candidates[i]) ? errors[i] : 0;
    }
    WaveOpinion.Builder stored =
        WaveOpinion.newBuilder()
            .setLabelCount(opinion.labelCount())
            .setErrorCount(opinion.errorCount())
            .setIntercept(opinion.blend().intercept())
            .setOwnWeight(opinion.blend().own())
            .setSecondWeight(opinion.blend().second())
            .setControlTotal(total);
    for (float error : errors(drawn.stream().mapToInt(WaveItemRow::ordinal).toArray())) {
      stored.addErrors(error);
    }
    return stored;
  }

  /** As floats, which is how drawn items keep them: the total is the sum of these. */
  private float[] errors(int[] ordinals) {
    float[] errors = new float[ordinals.length];
    for (int from = 0; from < ordinals.length; from += BLOCK) {
      int[] block = Arrays.copyOfRange(ordinals, from, Math.min(ordinals.length, from + BLOCK));
      putErrors(block, errors, from);
    }
    return errors;
  }

  /**
   * The model's own doubt where nothing is known of where the item is; 0 where it says nothing of
   * it.
   */
  private void putErrors(int[] block, float[] errors, int from) {
    Points points = vectors.of(block);
    double[][] rows = new double[block.length][];
    int[] predicted = new int[block.length];
    double[] doubts = new double[block.length];
    int[] places = new int[block.length];
    int count = 0;
    for (int i = 0; i < block.length; i++) {
      if (scores.has(block[i])) {
        double own = scores.errorProbability(block[i]);
        errors[from + i] = (float) own;
        if (points.has(i)) {
          rows[count] = new double[points.dimension()];
          points.copy(i, rows[count]);
          predicted[count] = scores.predictedClass(block[i]);
          doubts[count] = own;
          places[count++] = from + i;
        }
      }
    }
    double[] known =
        opinion.errors(
            Arrays.copyOf(rows, count),
            Arrays.copyOf(predicted, count),
            Arrays.copyOf(doubts, count));
    for (int k = 0; k < count; k++) {
      errors[places[k]] = (float) known[k];
    }
  }
}
