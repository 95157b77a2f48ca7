package dev.assay.sampling.vector;

import java.util.Arrays;

/**
 * Groups of points that lie within a radius of one another, directly or over others between them
 * (the connected parts of the graph of near pairs), none larger than a limit.
 *
 * <p>So two points within the radius are of one group, but where a group has reached the limit, and
 * but for those that were not compared: pairs are compared along the {@linkplain TreeOrder tree},
 * each point with as many that follow it as {@link #MAX_STEPS} allow. Those are all up to {@code
 * sqrt(MAX_STEPS / dimension)} points, 23,000 of 64 coordinates, and the nearest along the tree
 * beyond.
 */
public final class NearDuplicates {
  /** Coordinates that are compared at most: some five seconds. */
  static final long MAX_STEPS = 1L << 35;

  /** Points that the median distance is of. */
  private static final int SAMPLE = 1 << 10;

  /** Rows whose pairs are found before they are joined, and rows that a thread takes at once. */
  private static final int ROWS_AT_ONCE = 128;

  private static final int ROWS_TOGETHER = 32;

  private final PackedPoints points;
  private final int window;
  private final float limit;
  private final int mostInGroup;
  private final int[] parents;
  private final int[] sizes;

  private NearDuplicates(PackedPoints points, int window, float limit, int mostInGroup) {
    this.points = points;
    this.window = window;
    this.limit = limit;
    this.mostInGroup = mostInGroup;
    this.parents = new int[points.count()];
    this.sizes = new int[points.count()];
    Arrays.setAll(parents, place -> place);
    Arrays.fill(sizes, 1);
  }

  /**
   * Groups the points.
   *
   * @param radius over the median distance of two points, at least 0: at 0 only those that coincide
   *     are of one group
   * @param mostInGroup members of a group at most, at least 1
   * @param seed of the order that decides which points a full group leaves out
   * @return the group of each point, numbered from 0 by their first members; missing points are
   *     groups of their own
   */
  public static int[] groups(Points points, double radius, int mostInGroup, long seed) {
    return groups(points, radius, mostInGroup, seed, MAX_STEPS);
  }

  static int[] groups(Points points, double radius, int mostInGroup, long seed, long maxSteps) {
    int[] order = TreeOrder.of(points, seed);
    int present = 0;
    while (present < order.length && points.has(order[present])) {
      present++;
    }
    int[] units = Arrays.copyOf(order, present);
    long window = maxSteps / Math.max(1, (long) present * points.dimension());
    float median = medianSquare(points, seed);
    NearDuplicates near =
        new NearDuplicates(
            PackedPoints.of(points, units),
            (int) Math.min(window, present),
            (float) (radius * radius * median),
            mostInGroup);
    for (int from = 0; from < present; from += ROWS_AT_ONCE) {
      near.join(from, Math.min(present, from + ROWS_AT_ONCE));
    }
    return near.numbered(points.count());
  }

  private static float medianSquare(Points points, long seed) {
    int[] sample = ContentOrder.first(points, SAMPLE, seed);
    return KernelWidth.medianSquare(PackedPoints.of(points, sample));
  }

  /** Finds the near pairs of some places beside each other, and joins them one after the other. */
  private void join(int from, int to) {
    int[][] found = new int[to - from][];
    Chunks.forEach(
        to - from, ROWS_TOGETHER, (first, end) -> near(from + first, from + end, found, first));
    for (int place = from; place < to; place++) { // so that the same is joined first everywhere
      for (int other : found[place - from]) {
        join(root(place), root(other), mostInGroup);
      }
    }
  }

  /**
   * For each of some places, those within the radius that follow and are not of its group yet. Each
   * block is compared with all of the places while it is at hand.
   */
  private void near(int from, int to, int[][] found, int at) {
    float[] into = new float[PackedPoints.BLOCK];
    float[][] rows = new float[to - from][];
    int[] roots = new int[to - from];
    int[] counts = new int[to - from];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = points.row(from + k);
      roots[k] = root(from + k);
      found[at + k] = new int[8];
    }
    int end = (int) Math.min(points.count(), (long) to + window);
    for (int block = from / PackedPoints.BLOCK; block * PackedPoints.BLOCK < end; block++) {
      int start = block * PackedPoints.BLOCK;
      for (int k = 0; k < rows.length; k++) {
        int first = Math.max(start, from + k + 1);
        int last = (int) Math.min(start + points.sizeOf(block), (long) from + k + 1 + window);
        if (first >= last) {
          continue;
        }
        points.squaredDistances(block, rows[k], into);
        for (int place = first; place < last; place++) {
          if (into[place - start] <= limit && root(place) != roots[k]) {
            found[at + k] = with(found[at + k], counts[k]++, place);
          }
        }
      }
    }
    for (int k = 0; k < rows.length; k++) {
      found[at + k] = Arrays.copyOf(found[at + k], counts[k]);
    }
  }

  private static int[] with(int[] list, int count, int place) {
    int[] longer = count == list.length ? Arrays.copyOf(list, 2 * count) : list;
    longer[count] = place;
    return longer;
  }

  private void join(int one, int other, int most) {
    if (one != other && sizes[one] + sizes[other] <= most) {
      int large = sizes[one] >= sizes[other] ? one : other;
      int small = large == one ? other : one;
      parents[small] = large;
      sizes[large] += sizes[small];
    }
  }

  /** Larger groups take in smaller ones, so that no path is longer than log2 of the points. */
  private int root(int place) {
    int at = place;
    while (parents[at] != at) {
      at = parents[at];
    }
    return at;
  }

  private int[] numbered(int count) {
    int[] rootOf = new int[count];
    Arrays.setAll(rootOf, point -> -1 - point); // missing ones by themselves
    for (int place = 0; place < points.count(); place++) {
      rootOf[points.unit(place)] = root(place);
    }
    int[] numberOf = new int[points.count()];
    int[] groups = new int[count];
    int next = 0;
    for (int point = 0; point < count; point++) {
      int root = rootOf[point];
      if (root < 0) {
        groups[point] = next++;
      } else {
        numberOf[root] = numberOf[root] == 0 ? ++next : numberOf[root];
        groups[point] = numberOf[root] - 1;
      }
    }
    return groups;
  }
}
