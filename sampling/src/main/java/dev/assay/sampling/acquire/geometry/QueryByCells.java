package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.score.Margin;
import dev.assay.sampling.vector.Clusters;
import dev.assay.sampling.vector.PackedPoints;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/**
 * Parts the candidates that the model is most uncertain of, {@link #SHORT_LIST} for each that is
 * drawn, into cells by k-means in which they weigh as much as they are uncertain, and chooses of
 * each cell the one that is nearest to its centre: uncertain ones that differ from one another.
 *
 * <p>Zhdanov (2019), "Diverse mini-batch active learning", algorithm 1; uncertainty by {@link
 * Margin}.
 */
public final class QueryByCells extends BatchStrategy {
  /** Candidates of the short list for each one that is drawn (beta in the paper). */
  static final int SHORT_LIST = 10;

  /** Coordinates that one round of k-means compares at most: about a second. */
  static final long MAX_STEPS = 1L << 32;

  @Override
  public String name() {
    return "query-by-cells";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "uncertain ones that differ", "Zhdanov 2019", "10 n^2 D a round, at most 2^32");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.VECTORS, Need.SCORES);
  }

  @Override
  int maxUnits(int dimension, int labelledCount, int drawCount) {
    return Integer.MAX_VALUE; // the short list bounds the work
  }

  @Override
  int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    double[] margins = new Margin().select(candidates, 1, seed).utilities();
    Integer[] ranked = new Integer[units.length];
    Arrays.setAll(ranked, place -> place);
    Arrays.sort(ranked, Comparator.comparingDouble(place -> -margins[units[place]]));
    long affordable = MAX_STEPS / ((long) candidates.vectors().dimension() * drawCount);
    long wanted = Math.max(drawCount, Math.min((long) SHORT_LIST * drawCount, affordable));
    int size = (int) Math.min(ranked.length, wanted);
    while (size > drawCount && margins[units[ranked[size - 1]]] == 0) {
      size--; // what is certain is no part of it while there are others
    }
    int[] list = new int[size];
    float[] weights = new float[size];
    double total = 0;
    for (int k = 0; k < size; k++) {
      list[k] = units[ranked[k]];
      weights[k] = (float) margins[list[k]];
      total += weights[k];
    }
    if (total == 0) {
      Arrays.fill(weights, 1);
    }
    PackedPoints points = PackedPoints.of(candidates.vectors(), list);
    Clusters clusters = Clusters.of(points, weights, drawCount, seed);
    return Arrays.stream(clusters.members())
        .filter(members -> members.length > 0)
        .mapToInt(members -> ranked[nearest(clusters, members)])
        .toArray();
  }

  private static int nearest(Clusters clusters, int[] members) {
    int nearest = members[0];
    for (int member : members) {
      if (clusters.squaredDistance(member) < clusters.squaredDistance(nearest)) {
        nearest = member;
      }
    }
    return nearest;
  }
}
