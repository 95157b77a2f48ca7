package dev.assay.sampling.vector;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Centres of clusters of any number of points (Sculley 2010, "Web-scale k-means clustering",
 * algorithm 1), seeded by k-means++ or gone on with from centres of before.
 *
 * <p>Looks at a bounded random sample, which does not depend on how the points are numbered. Each
 * batch moves the centres to the running mean of all that came to them; a few rounds over the whole
 * sample (Lloyd 1982) end it. A centre that nothing came to is moved to the point farthest from its
 * own before these rounds, so that what was gone on with follows points that have moved. The same
 * on every machine.
 *
 * <p>Time: for the sample, points times dimensions; then at most {@link #MAX_SAMPLE} times {@link
 * #ROUNDS} and {@link #BATCH} times {@link #BATCHES}, times clusters times dimensions.
 */
public final class MiniBatchKMeans {
  /** The most points that are looked at. */
  static final int MAX_SAMPLE = 20_000;

  /** The points of a batch. */
  static final int BATCH = 1_024;

  /** The number of batches. */
  static final int BATCHES = 60;

  /** Rounds over the whole sample in the end. */
  static final int ROUNDS = 5;

  private final PackedPoints points;
  private final float[] ones;
  private final float[] distances;
  private final int[] clusterOf;
  private float[][] centres;

  private MiniBatchKMeans(PackedPoints points, float[][] before) {
    int places = points.blockCount() * PackedPoints.BLOCK;
    this.points = points;
    this.ones = new float[places];
    Arrays.fill(ones, 1);
    this.distances = new float[places];
    this.clusterOf = new int[places];
    this.centres = before.clone();
  }

  /**
   * The centres of clusters, each in as many coordinates as the points have.
   *
   * @param points missing ones are left out
   * @param clusters how many are wanted, at least 1; fewer come out where fewer points differ, none
   *     where no point is there
   * @param before centres to go on from, whose numbers stay; none for those of points that are seen
   *     for the first time: then the clusters are numbered from the largest to the smallest
   */
  public static float[][] centres(Points points, int clusters, float[][] before, long seed) {
    Require.count(clusters, 1, Integer.MAX_VALUE, "number of clusters");
    int[] sample = ContentOrder.first(points, MAX_SAMPLE, seed);
    if (sample.length == 0) {
      return new float[0][];
    }
    MiniBatchKMeans state = new MiniBatchKMeans(PackedPoints.of(points, sample), before);
    if (before.length == 0) {
      state.seed(clusters, new SeededStream(seed));
    }
    state.batches();
    state.assign();
    state.reseed();
    for (int round = 0; round < ROUNDS; round++) {
      state.average();
      state.assign();
    }
    return before.length == 0 ? state.bySize() : state.centres;
  }

  /**
   * The number of the centre that each point is nearest to, of equally near ones the first; -1 for
   * points that are missing, and for all where there is no centre.
   *
   * <p>Time: points times centres times dimensions.
   */
  public static int[] nearest(Points points, float[][] centres) {
    int[] nearest = new int[points.count()];
    Arrays.fill(nearest, -1);
    Chunks.forEach(
        centres.length == 0 ? 0 : nearest.length,
        PackedPoints.BLOCK,
        (from, to) -> {
          int[] units = new int[to - from];
          int present = 0;
          for (int point = from; point < to; point++) {
            if (points.has(point)) {
              units[present++] = point;
            }
          }
          units = Arrays.copyOf(units, present);
          int[] best = new int[PackedPoints.BLOCK];
          if (present > 0) {
            PackedPoints.of(points, units).nearest(0, centres, new float[PackedPoints.BLOCK], best);
          }
          for (int place = 0; place < present; place++) {
            nearest[units[place]] = best[place];
          }
        });
    return nearest;
  }

  /** Each next centre in proportion to the squared distance from those before. */
  private void seed(int clusters, SeededStream random) {
    float[][] chosen = new float[Math.min(clusters, points.count())][];
    int count = 0;
    Arrays.fill(distances, 1);
    int place = place(random);
    while (place >= 0 && count < chosen.length) {
      chosen[count] = points.row(place);
      if (count == 0) {
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
      }
      points.approach(new float[][] {chosen[count]}, distances);
      count++;
      place = place(random);
    }
    centres = Arrays.copyOf(chosen, count);
  }

  /** A point in proportion to its distance; -1 where all are at a centre. */
  private int place(SeededStream random) {
    double total = 0;
    for (int place = 0; place < points.count(); place++) {
      total += distances[place];
    }
    double target = random.nextUnit() * total;
    double sum = 0;
    int last = -1;
    for (int place = 0; place < points.count(); place++) {
      sum += distances[place];
      last = distances[place] > 0 ? place : last;
      if (sum > target) {
        return last;
      }
    }
    return last;
  }

  private void batches() {
    int blocksOfBatch = BATCH / PackedPoints.BLOCK;
    long[] seen = new long[centres.length];
    for (int batch = 0; batch < BATCHES; batch++) {
      double[][] sums = new double[centres.length][points.dimension()];
      long[] counts = new long[centres.length];
      for (int k = 0; k < Math.min(blocksOfBatch, points.blockCount()); k++) {
        int block = (batch * blocksOfBatch + k) % points.blockCount();
        points.nearest(block, centres, distances, clusterOf);
        points.addTo(block, clusterOf, ones, sums);
        count(block, counts);
      }
      for (int c = 0; c < centres.length; c++) {
        move(c, sums[c], counts[c], seen[c]);
        seen[c] += counts[c];
      }
    }
  }

  private void count(int block, long[] counts) {
    int at = block * PackedPoints.BLOCK;
    for (int j = 0; j < points.sizeOf(block); j++) {
      counts[clusterOf[at + j]]++;
    }
  }

  /** To the mean of what had come to it and what has come now. */
  private void move(int centre, double[] sum, long count, long seen) {
    if (count > 0) {
      float[] moved = new float[sum.length];
      for (int d = 0; d < moved.length; d++) {
        moved[d] = (float) ((centres[centre][d] * seen + sum[d]) / (seen + count));
      }
      centres[centre] = moved;
    }
  }

  private void assign() {
    Chunks.forEach(
        points.blockCount(),
        1,
        (block, end) -> points.nearest(block, centres, distances, clusterOf));
  }

  private void average() {
    double[][] sums = new double[centres.length][points.dimension()];
    for (int block = 0; block < points.blockCount(); block++) {
      points.addTo(block, clusterOf, ones, sums);
    }
    long[] counts = counts();
    for (int c = 0; c < centres.length; c++) {
      move(c, sums[c], counts[c], 0);
    }
  }

  private long[] counts() {
    long[] counts = new long[centres.length];
    for (int block = 0; block < points.blockCount(); block++) {
      count(block, counts);
    }
    return counts;
  }

  /** Moves each centre without points to the point that is farthest from its own. */
  private void reseed() {
    for (int c = 0; c < centres.length; c++) {
      if (counts()[c] == 0) {
        int farthest = 0;
        for (int place = 1; place < points.count(); place++) {
          farthest = distances[place] > distances[farthest] ? place : farthest;
        }
        if (distances[farthest] > 0) {
          centres[c] = points.row(farthest);
          assign();
        }
      }
    }
  }

  private float[][] bySize() {
    long[] counts = counts();
    Integer[] order = new Integer[centres.length];
    Arrays.setAll(order, c -> c);
    Arrays.sort(order, Comparator.comparingLong((Integer c) -> -counts[c]).thenComparing(c -> c));
    float[][] sorted = new float[centres.length][];
    Arrays.setAll(sorted, c -> centres[order[c]]);
    return sorted;
  }
}
