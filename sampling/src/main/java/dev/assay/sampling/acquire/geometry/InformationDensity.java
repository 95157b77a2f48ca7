package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Along;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.Utilities;
import dev.assay.sampling.acquire.score.Entropy;
import dev.assay.sampling.vector.ContentOrder;
import dev.assay.sampling.vector.Points;
import dev.assay.sampling.vector.TreeOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Prefers candidates that the model is uncertain of and that are like the others: entropy times the
 * mean of (1 + cos) / 2 over all candidates' embeddings. Without scores the likeness alone. Those
 * without an embedding have the mean likeness.
 *
 * <p>Settles and Craven (2008), "An analysis of active learning strategies for sequence labeling
 * tasks", equation 13 with beta = 1. The mean cosine is the product with the mean direction: one
 * pass, whatever the number of candidates. The draw runs along the tree ({@link TreeOrder}).
 */
public final class InformationDensity implements Strategy {

  @Override
  public String name() {
    return "information-density";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "uncertain ones that are like the others", "Settles and Craven 2008", "N D log N");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.VECTORS);
  }

  @Override
  public Set<Need> uses() {
    return EnumSet.of(Need.VECTORS, Need.SCORES);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    Points vectors = candidates.vectors();
    double[] utilities = likeness(vectors, ContentOrder.of(vectors, seed));
    if (candidates.has(Need.SCORES)) {
      double[] entropies = new Entropy().select(candidates, drawCount, seed).utilities();
      Arrays.setAll(utilities, i -> utilities[i] * entropies[i]);
    }
    return new Along(new Utilities(utilities), TreeOrder.of(vectors, seed));
  }

  private static double[] likeness(Points vectors, int[] order) {
    double[] row = new double[vectors.dimension()];
    double[] mean = new double[row.length];
    for (int i : order) {
      scale(vectors, i, row);
      for (int d = 0; d < row.length; d++) {
        mean[d] += row[d] / order.length;
      }
    }
    double[] likeness = new double[vectors.count()];
    double sum = 0;
    for (int i : order) {
      scale(vectors, i, row);
      double product = 0;
      for (int d = 0; d < row.length; d++) {
        product += row[d] * mean[d];
      }
      likeness[i] = Math.min(1, Math.max(0, .5 + .5 * product));
      sum += likeness[i];
    }
    for (int i = 0; i < likeness.length; i++) {
      if (!vectors.has(i)) {
        likeness[i] = order.length == 0 ? 1 : sum / order.length;
      }
    }
    return likeness;
  }

  /** Copies a point at length 1; one of length 0 is like nothing and unlike nothing. */
  private static void scale(Points vectors, int point, double[] row) {
    vectors.copy(point, row);
    double square = 0;
    for (double value : row) {
      square += value * value;
    }
    double length = Math.sqrt(square);
    for (int d = 0; d < row.length && length > 0; d++) {
      row[d] /= length;
    }
  }
}
