package dev.assay.sampling.acquire.score;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.Utilities;
import dev.assay.sampling.vector.Chunks;
import java.util.EnumSet;
import java.util.Set;

/**
 * A strategy that looks at one candidate's class probabilities at a time.
 *
 * <p>Multi-label candidates are the mean over their labels, each seen as a binary question; {@link
 * AcrossLabels} has other forms. Candidates without scores get the mean utility of those with
 * scores: nothing is known of them, so they are neither preferred nor left behind.
 */
public abstract class ProbabilityStrategy implements Strategy {
  private static final int CHUNK = 4096;

  /** Stands for the utility of a candidate without scores until the mean is known. */
  private static final double UNSCORED = -1;

  /**
   * The utility of one distribution.
   *
   * @param probabilities the first {@code classCount} places sum to about 1
   * @return in [0, 1] for exact distributions
   */
  abstract double utility(float[] probabilities, int classCount);

  @Override
  public final Set<Need> needs() {
    return EnumSet.of(Need.SCORES);
  }

  @Override
  public final Selection select(Candidates candidates, int drawCount, long seed) {
    return select(candidates.scores(), LabelForm.MEAN);
  }

  /** Selects, the labels of multi-label candidates put together by the form. */
  final Selection select(ScoreView scores, LabelForm form) {
    double[] into = new double[scores.size()];
    double[] weights = scores.isMultiLabel() ? form.weights(scores) : new double[0];
    Chunks.forEach(into.length, CHUNK, (from, to) -> fill(scores, form, weights, from, to, into));
    fillUnscored(into);
    return new Utilities(into);
  }

  private void fill(
      ScoreView scores, LabelForm form, double[] weights, int from, int to, double[] into) {
    boolean isMultiLabel = scores.isMultiLabel();
    float[] row = new float[scores.classCount()];
    float[] binary = new float[2];
    double[] ofLabels = new double[row.length];
    for (int i = from; i < to; i++) {
      if (scores.has(i)) {
        scores.copyProbabilities(i, row);
        if (isMultiLabel) {
          ofLabels(row, binary, ofLabels);
        }
        double raw = isMultiLabel ? form.together(ofLabels, weights) : utility(row, row.length);
        into[i] = Math.min(Math.max(raw, 0), 1); // rows sum to 1 within a tolerance only
      } else {
        into[i] = UNSCORED;
      }
    }
  }

  private void ofLabels(float[] row, float[] binary, double[] into) {
    for (int label = 0; label < row.length; label++) {
      binary[0] = 1 - row[label];
      binary[1] = row[label];
      into[label] = utility(binary, 2);
    }
  }

  private static void fillUnscored(double[] into) {
    double sum = 0;
    int scored = 0;
    for (double utility : into) {
      if (utility != UNSCORED) {
        sum += utility;
        scored++;
      }
    }
    if (scored < into.length) {
      double mean = scored == 0 ? 1 : sum / scored;
      for (int i = 0; i < into.length; i++) {
        into[i] = into[i] == UNSCORED ? mean : into[i];
      }
    }
  }
}
