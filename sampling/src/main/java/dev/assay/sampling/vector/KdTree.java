package dev.assay.sampling.vector;

import java.util.Arrays;

/**
 * Nearest neighbours among points that are removed one by one.
 *
 * <p>Distances are Euclidean; of points at equal distance those of lower number are nearer, so that
 * answers are the same everywhere. Not safe for use by several threads.
 */
public final class KdTree {

  /*
   * The tree is implicit: node k has children 2k + 1 and 2k + 2, each level halves the points along
   * the dimension in which the node's points spread most, and all leaves are on one level. Each node
   * counts its living points: removal decrements along one path, and a search leaves out dead
   * subtrees, so that the last searches, among few points far apart, stay as fast as the first. A
   * search prunes by the distance to the cell, kept up incrementally one dimension at a time (Arya and
   * Mount 1993, "Algorithms for fast vector quantization").
   */

  private static final int LEAF_SIZE = 8;

  /**
   * Keeps cells whose distance is that of the farthest found but for rounding: ties may be there.
   */
  private static final double ROUNDING = 1 - 1e-12;

  private final Points points;
  private final int dimensions;
  private final int firstLeaf;
  private final int[] order;
  private final int[] alive;
  private final int[] start;
  private final int[] leafOf;
  private final int[] placeOf;
  private final int[] splitDimension;
  private final double[] splitValue;

  // The search under way.
  private final double[] offsets;
  private final double[] target;
  private int excluded;
  private int found;
  private int[] nearest = {};
  private double[] distances = {};

  /**
   * Builds the tree.
   *
   * @param points of which none is missing
   */
  public KdTree(Points points) {
    this.points = points;
    this.dimensions = points.dimension();
    int count = points.count();
    int leaves = 1;
    while ((long) leaves * LEAF_SIZE < count) {
      leaves *= 2;
    }
    this.firstLeaf = leaves - 1;
    this.order = new int[count];
    Arrays.setAll(order, i -> i);
    this.alive = new int[2 * leaves - 1];
    this.start = new int[2 * leaves - 1];
    this.leafOf = new int[count];
    this.placeOf = new int[count];
    this.splitDimension = new int[firstLeaf];
    this.splitValue = new double[firstLeaf];
    this.offsets = new double[dimensions];
    this.target = new double[dimensions];
    build(0, 0, count);
  }

  /** The number of points not removed. */
  public int size() {
    return alive[0];
  }

  /** Removes a point that is still there. */
  public void remove(int point) {
    int leaf = leafOf[point];
    int lastPlace = start[leaf] + alive[leaf] - 1;
    int last = order[lastPlace];
    order[placeOf[point]] = last;
    placeOf[last] = placeOf[point];
    order[lastPlace] = point;
    placeOf[point] = lastPlace;
    for (int node = leaf; ; node = (node - 1) / 2) {
      alive[node]--;
      if (node == 0) {
        return;
      }
    }
  }

  /**
   * Finds the nearest points to a point, itself left out.
   *
   * @param point whose neighbours are wanted
   * @param result receives them, nearest first
   * @return how many were found: the length of the result, or all that there are
   */
  public int nearest(int point, int[] result) {
    if (distances.length < result.length) {
      distances = new double[result.length];
    }
    points.copy(point, target);
    excluded = point;
    found = 0;
    nearest = result;
    Arrays.fill(offsets, 0);
    search(0, 0);
    return found;
  }

  private void search(int node, double distance) {
    if (alive[node] == 0
        || (found == nearest.length && distance * ROUNDING > distances[found - 1])) {
      return;
    }
    if (node >= firstLeaf) {
      scan(node);
      return;
    }
    int dimension = splitDimension[node];
    double difference = target[dimension] - splitValue[node];
    int near = difference < 0 ? 2 * node + 1 : 2 * node + 2;
    int far = difference < 0 ? 2 * node + 2 : 2 * node + 1;
    search(near, distance);
    double offset = offsets[dimension];
    offsets[dimension] = difference;
    search(far, distance - offset * offset + difference * difference);
    offsets[dimension] = offset;
  }

  private void scan(int leaf) {
    int end = start[leaf] + alive[leaf];
    for (int place = start[leaf]; place < end; place++) {
      int point = order[place];
      if (point != excluded) {
        consider(point, points.squaredDistance(point, target));
      }
    }
  }

  /** Inserts a point into the sorted result where it is among the nearest. */
  private void consider(int point, double distance) {
    int place = found;
    while (place > 0
        && (distance < distances[place - 1]
            || (distance == distances[place - 1] && point < nearest[place - 1]))) {
      place--;
    }
    if (place == nearest.length) {
      return;
    }
    int end = Math.min(found, nearest.length - 1);
    System.arraycopy(nearest, place, nearest, place + 1, end - place);
    System.arraycopy(distances, place, distances, place + 1, end - place);
    nearest[place] = point;
    distances[place] = distance;
    found = end + 1;
  }

  private void build(int node, int from, int to) {
    start[node] = from;
    alive[node] = to - from;
    if (node >= firstLeaf) {
      for (int place = from; place < to; place++) {
        leafOf[order[place]] = node;
        placeOf[order[place]] = place;
      }
      return;
    }
    int dimension = widest(from, to);
    int middle = (from + to) >>> 1;
    select(dimension, from, to - 1, middle);
    splitDimension[node] = dimension;
    splitValue[node] = middle < to ? points.get(order[middle], dimension) : 0;
    build(2 * node + 1, from, middle);
    build(2 * node + 2, middle, to);
  }

  private int widest(int from, int to) {
    int widest = 0;
    double greatest = -1;
    for (int d = 0; d < dimensions; d++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int place = from; place < to; place++) {
        double value = points.get(order[place], d);
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      if (most - least > greatest) {
        greatest = most - least;
        widest = d;
      }
    }
    return widest;
  }

  /** Quickselect by the middle element: the k-th smallest at its place, no greater before it. */
  private void select(int dimension, int from, int to, int k) {
    int low = from;
    int high = to;
    while (low < high) {
      double pivot = points.get(order[(low + high) >>> 1], dimension);
      int i = low;
      int j = high;
      while (i <= j) {
        while (points.get(order[i], dimension) < pivot) {
          i++;
        }
        while (points.get(order[j], dimension) > pivot) {
          j--;
        }
        if (i <= j) {
          int swapped = order[i];
          order[i++] = order[j];
          order[j--] = swapped;
        }
      }
      if (k <= j) {
        high = j;
      } else if (k >= i) {
        low = i;
      } else {
        return;
      }
    }
  }
}
