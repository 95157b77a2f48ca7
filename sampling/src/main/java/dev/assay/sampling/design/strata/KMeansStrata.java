package dev.assay.sampling.design.strata;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Strata of units that lie together: k-means clusters (Lloyd 1982), seeded by k-means++ (Arthur and
 * Vassilvitskii 2007).
 *
 * <p>Deterministic in the seed. Time: units times clusters times dimensions, for each round.
 */
public final class KMeansStrata {

  /** Rounds after which the clusters are taken as they are. */
  public static final int MAX_ROUNDS = 100;

  private final double[][] points;
  private final double[][] centres;
  private final int[] clusterOf;

  private KMeansStrata(double[][] points, int clusters) {
    this.points = points;
    this.centres = new double[clusters][];
    this.clusterOf = new int[points.length];
  }

  /**
   * Builds the strata.
   *
   * @param points for each unit its coordinates, finite, of equal dimension; scale them beforehand
   * @param clusters how many are wanted, at least 1; fewer come out where fewer points differ
   * @param seed of the first centres
   */
  public static Strata of(double[][] points, int clusters, long seed) {
    Require.population(points.length);
    Require.count(clusters, 1, points.length, "number of clusters");
    for (double[] point : points) {
      Require.sameLength(points[0].length, point.length, "point");
      Require.finite(point, "coordinate");
    }
    KMeansStrata state = new KMeansStrata(points, clusters);
    state.seed(new SeededStream(seed));
    boolean moved = state.assign();
    for (int round = 0; moved && round < MAX_ROUNDS; round++) {
      state.average();
      moved = state.assign();
    }
    return Strata.ofLabels(state.clusterOf);
  }

  /**
   * The first centre at random, each next in proportion to the squared distance to those before.
   */
  private void seed(SeededStream random) {
    centres[0] = points[random.nextBelow(points.length)].clone();
    double[] distances = new double[points.length];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int c = 1; c < centres.length; c++) {
      double total = 0;
      for (int i = 0; i < points.length; i++) {
        distances[i] = Math.min(distances[i], distance(points[i], centres[c - 1]));
        total += distances[i];
      }
      double target = random.nextUnit() * total;
      int chosen = 0;
      double sum = distances[0];
      while (sum <= target && chosen < points.length - 1) {
        sum += distances[++chosen];
      }
      centres[c] = points[chosen].clone();
    }
  }

  /** Each unit to its nearest centre, of equals the lower; whether any unit changed. */
  private boolean assign() {
    boolean moved = false;
    for (int i = 0; i < points.length; i++) {
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < centres.length; c++) {
        double distance = distance(points[i], centres[c]);
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

  /** Each centre to the mean of its units; a centre without units stays where it is. */
  private void average() {
    double[][] sums = new double[centres.length][points[0].length];
    int[] counts = new int[centres.length];
    for (int i = 0; i < points.length; i++) {
      counts[clusterOf[i]]++;
      for (int d = 0; d < points[i].length; d++) {
        sums[clusterOf[i]][d] += points[i][d];
      }
    }
    for (int c = 0; c < centres.length; c++) {
      for (int d = 0; d < sums[c].length && counts[c] > 0; d++) {
        centres[c][d] = sums[c][d] / counts[c];
      }
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return sum;
  }
}
