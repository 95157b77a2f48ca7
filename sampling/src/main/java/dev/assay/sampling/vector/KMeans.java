package dev.assay.sampling.vector;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Clusters of points that lie together (Lloyd 1982), seeded by k-means++ (Arthur and Vassilvitskii
 * 2007).
 *
 * <p>Deterministic in the seed. Time: points times clusters times dimensions, for each round.
 */
public final class KMeans {

  /** Rounds after which the clusters are taken as they are. */
  static final int MAX_ROUNDS = 100;

  private final Points points;
  private final double[][] centres;
  private final int[] clusterOf;

  private KMeans(Points points, int clusters) {
    this.points = points;
    this.centres = new double[clusters][];
    this.clusterOf = new int[points.count()];
  }

  /**
   * The cluster of each point, from 0.
   *
   * @param points of which none is missing, at least 1; scale them beforehand
   * @param clusters how many are wanted, from 1 to the number of points; fewer come out where fewer
   *     points differ
   * @param seed of the first centres
   */
  public static int[] clusters(Points points, int clusters, long seed) {
    Require.count(clusters, 1, points.count(), "number of clusters");
    KMeans state = new KMeans(points, clusters);
    state.seed(new SeededStream(seed));
    boolean moved = state.assign();
    for (int round = 0; moved && round < MAX_ROUNDS; round++) {
      state.average();
      moved = state.assign();
    }
    return state.clusterOf;
  }

  /**
   * The first centre at random, each next in proportion to the squared distance to those before.
   */
  private void seed(SeededStream random) {
    centres[0] = point(random.nextBelow(points.count()));
    double[] distances = new double[points.count()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int c = 1; c < centres.length; c++) {
      double total = 0;
      for (int i = 0; i < points.count(); i++) {
        distances[i] = Math.min(distances[i], points.squaredDistance(i, centres[c - 1]));
        total += distances[i];
      }
      double target = random.nextUnit() * total;
      int chosen = 0;
      double sum = distances[0];
      while (sum <= target && chosen < points.count() - 1) {
        sum += distances[++chosen];
      }
      centres[c] = point(chosen);
    }
  }

  /** Each point to its nearest centre, of equals the lower; whether any changed. */
  private boolean assign() {
    boolean moved = false;
    for (int i = 0; i < points.count(); i++) {
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < centres.length; c++) {
        double distance = points.squaredDistance(i, centres[c]);
        if (distance < least) {
          least = distance;
          nearest = c;
        }
      }
      moved |= clusterOf[i] != nearest;
      clusterOf[i] = nearest;
    }
    return moved;
  }

  /** Each centre to the mean of its points; a centre without any stays where it is. */
  private void average() {
    double[][] sums = new double[centres.length][points.dimension()];
    int[] counts = new int[centres.length];
    for (int i = 0; i < points.count(); i++) {
      counts[clusterOf[i]]++;
      for (int d = 0; d < points.dimension(); d++) {
        sums[clusterOf[i]][d] += points.get(i, d);
      }
    }
    for (int c = 0; c < centres.length; c++) {
      for (int d = 0; d < sums[c].length && counts[c] > 0; d++) {
        centres[c][d] = sums[c][d] / counts[c];
      }
    }
  }

  private double[] point(int point) {
    double[] copy = new double[points.dimension()];
    points.copy(point, copy);
    return copy;
  }
}
