package dev.assay.sampling.acquire.gradient;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.vector.Chunks;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Prefers candidates whose label is expected to give the last layer a long gradient. For a softmax
 * over the embedding h the gradient of label k is (p - e_k) (h, 1)', so that its expected length
 * has a closed form:
 *
 * <pre>|(h, 1)| * sum over k of p_k sqrt(|p|^2 - 2 p_k + 1)</pre>
 *
 * <p>It is divided by the greatest. Multi-label candidates take the mean over their labels of 2 p
 * (1 - p), the same of one logistic output, for the sum. Without embeddings all are as long;
 * candidates without one take the mean length of the others, and those without scores are as useful
 * as the others on average.
 *
 * <p>Settles, Craven and Ray (2008), "Multiple-instance active learning", section 4; of the last
 * layer alone as Huang et al. (2016), "Active learning for speech recognition: the power of
 * gradients".
 */
public final class ExpectedGradientLength implements Strategy {
  private static final int CHUNK = 1024;

  @Override
  public String name() {
    return "expected-gradient-length";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "long gradients of the last layer, expected by the scores",
        "Settles, Craven and Ray 2008",
        "N (K + D)");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.SCORES);
  }

  @Override
  public Set<Need> uses() {
    return EnumSet.of(Need.SCORES, Need.VECTORS);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    ScoreView scores = candidates.scores();
    double[] lengths = new double[scores.size()];
    if (candidates.has(Need.VECTORS)) {
      layerInputs(candidates.vectors(), lengths);
    } else {
      Arrays.fill(lengths, 1);
    }
    Chunks.forEach(
        lengths.length,
        CHUNK,
        (from, to) -> {
          float[] row = new float[scores.classCount()];
          for (int i = from; i < to; i++) {
            if (scores.has(i)) {
              scores.copyProbabilities(i, row);
              lengths[i] *= scores.isMultiLabel() ? ofLabels(row) : ofClasses(row);
            } else {
              lengths[i] = Double.NaN;
            }
          }
        });
    return Lengths.utilities(lengths);
  }

  /** |(h, 1)| of each, the mean where there is no h. */
  private static void layerInputs(Points vectors, double[] into) {
    Chunks.forEach(
        into.length,
        CHUNK,
        (from, to) -> {
          double[] h = new double[vectors.dimension()];
          for (int i = from; i < to; i++) {
            into[i] = Double.NaN;
            if (vectors.has(i)) {
              vectors.copy(i, h);
              double square = 1;
              for (double coordinate : h) {
                square += coordinate * coordinate;
              }
              into[i] = Math.sqrt(square);
            }
          }
        });
    double sum = 0;
    int known = 0;
    for (double length : into) {
      sum += Double.isNaN(length) ? 0 : length;
      known += Double.isNaN(length) ? 0 : 1;
    }
    double mean = known == 0 ? 1 : sum / known;
    for (int i = 0; i < into.length; i++) {
      into[i] = Double.isNaN(into[i]) ? mean : into[i];
    }
  }

  private static double ofClasses(float[] p) {
    double square = 1;
    for (double probability : p) {
      square += probability * probability;
    }
    double sum = 0;
    for (double probability : p) {
      sum += probability * Math.sqrt(Math.max(0, square - 2 * probability));
    }
    return sum;
  }

  private static double ofLabels(float[] p) {
    double sum = 0;
    for (double probability : p) {
      sum += 2 * probability * (1 - probability);
    }
    return sum / p.length;
  }
}
