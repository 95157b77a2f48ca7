package dev.assay.sampling.vector;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Clusters of many packed points (Lloyd 1982, seeded by k-means++, Arthur and Vassilvitskii 2007),
 * each point of a weight. {@link KMeans} is the exact one in double precision for few points; this
 * one stops after {@link #MAX_ROUNDS} rounds.
 *
 * <p>Time: points times clusters times dimensions, for each round and once more.
 */
public final class Clusters {
  /** Rounds after which the clusters are taken as they are. */
  static final int MAX_ROUNDS = 20;

  private final PackedPoints points;
  private final float[] weights;
  private final float[][] centres;
  private final int[] clusterOf;
  private final float[] distances;

  private Clusters(PackedPoints points, float[] weights, int clusters) {
    this.points = points;
    this.weights = weights;
    this.centres = new float[clusters][];
    this.clusterOf = new int[points.blockCount() * PackedPoints.BLOCK];
    this.distances = new float[points.blockCount() * PackedPoints.BLOCK];
  }

  /**
   * Finds clusters.
   *
   * @param weights one for each place, at least 0
   * @param clusters how many are wanted, from 1 to the number of points; fewer have points where
   *     fewer points differ
   * @param seed of the first centres
   */
  public static Clusters of(PackedPoints points, float[] weights, int clusters, long seed) {
    Clusters found = new Clusters(points, weights, clusters);
    found.seed(new SeededStream(seed));
    boolean moved = found.assign();
    for (int round = 0; moved && round < MAX_ROUNDS; round++) {
      found.average();
      moved = found.assign();
    }
    return found;
  }

  /** The number of clusters, those without points included. */
  public int count() {
    return centres.length;
  }

  /** The coordinates of each cluster's centre, those without points included. */
  float[][] centres() {
    return centres.clone();
  }

  /** The cluster of the point at a place. */
  public int of(int place) {
    return clusterOf[place];
  }

  /** The squared distance of the point at a place from its cluster's centre. */
  public float squaredDistance(int place) {
    return distances[place];
  }

  /** The places of each cluster's points, ascending. */
  public int[][] members() {
    int[] sizes = new int[centres.length];
    for (int place = 0; place < points.count(); place++) {
      sizes[clusterOf[place]]++;
    }
    int[][] members = new int[centres.length][];
    Arrays.setAll(members, c -> new int[sizes[c]]);
    Arrays.fill(sizes, 0);
    for (int place = 0; place < points.count(); place++) {
      int cluster = clusterOf[place];
      members[cluster][sizes[cluster]++] = place;
    }
    return members;
  }

  /** The first centre in proportion to weight, each next to weight times squared distance. */
  private void seed(SeededStream random) {
    Arrays.fill(distances, 1);
    for (int c = 0; c < centres.length; c++) {
      centres[c] = points.row(drawn(random));
      float[] centre = centres[c];
      boolean isFirst = c == 0;
      Chunks.forEach(
          points.blockCount(),
          16,
          (from, to) -> {
            float[] into = new float[PackedPoints.BLOCK];
            for (int block = from; block < to; block++) {
              points.squaredDistances(block, centre, into);
              int at = block * PackedPoints.BLOCK;
              for (int j = 0; j < PackedPoints.BLOCK; j++) {
                distances[at + j] = isFirst ? into[j] : Math.min(distances[at + j], into[j]);
              }
            }
          });
    }
  }

  private int drawn(SeededStream random) {
    double total = 0;
    for (int place = 0; place < points.count(); place++) {
      total += weights[place] * distances[place];
    }
    double target = random.nextUnit() * total;
    double sum = 0;
    for (int place = 0; place < points.count(); place++) {
      sum += weights[place] * distances[place];
      if (sum > target) {
        return place;
      }
    }
    return 0; // nothing that differs is left
  }

  /** Each point to its nearest centre, of equals the lower; whether any changed. */
  private boolean assign() {
    int[] before = clusterOf.clone();
    Chunks.forEach(
        points.blockCount(),
        1,
        (block, end) -> points.nearest(block, centres, distances, clusterOf));
    return !Arrays.equals(before, clusterOf);
  }

  /** Each centre to the weighted mean of its points; one without any stays where it is. */
  private void average() {
    double[][] sums = new double[centres.length][points.dimension()];
    double[] totals = new double[centres.length];
    for (int place = 0; place < points.count(); place++) {
      totals[clusterOf[place]] += weights[place];
    }
    for (int block = 0; block < points.blockCount(); block++) {
      points.addTo(block, clusterOf, weights, sums);
    }
    for (int c = 0; c < centres.length; c++) {
      for (int d = 0; d < sums[c].length && totals[c] > 0; d++) {
        centres[c][d] = (float) (sums[c][d] / totals[c]);
      }
    }
  }
}
