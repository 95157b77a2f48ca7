package dev.assay.sampling.vector;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/**
 * An order in which points that lie together follow one another: all are split at the median of
 * their first principal direction, the halves likewise, and the leaves are read in order.
 *
 * <p>Drawn along it, neighbours exclude one another (ordered pivotal sampling), while each
 * probability stays exact. Splitting at the principal direction: Verma, Kpotufe and Dasgupta
 * (2009), "Which spatial partition trees are adaptive to intrinsic dimension?".
 *
 * <p>The direction is that of at most {@link #SAMPLE} of a node's points, by {@link
 * #POWER_ITERATIONS} steps of the power iteration. Time: points times dimensions times the depth of
 * the tree, log2(points / {@link #LEAF}). The order is the same however points are numbered ({@link
 * ContentOrder}), but for those that coincide.
 */
public final class TreeOrder {

  /*
   * A random sample's first direction is not the whole node's, but splits as well: what matters is
   * that the halves lie apart, not which of two nearly equal spreads is cut first. The
   * sample is the node's first points in the order of the seed, which a stable partition keeps.
   *
   * The power iteration runs without the covariance matrix: x -> sum over the sample of (z.x) z, two
   * products a point and step, from the sample's longest difference from its mean, which is no
   * worse a start than a random one and needs no number.
   */

  /** The most points in a leaf, which is ordered by its direction. */
  static final int LEAF = 4;

  /** Steps of the power iteration. */
  static final int POWER_ITERATIONS = 5;

  /** Points that a node's direction is found from at most. */
  static final int SAMPLE = 128;

  /** Points of a node that is split by one thread, from a copy of their coordinates of its own. */
  private static final int GATHERED = 2048;

  private static final int CHUNK = 1024;

  private final Points points;
  private final int[] order;
  private final int[] scratch;
  private final double[] keys;
  private final double[] selected;

  private TreeOrder(Points points, int[] order) {
    this.points = points;
    this.order = order;
    this.scratch = new int[order.length];
    this.keys = new double[order.length];
    this.selected = new double[order.length];
  }

  /**
   * The order.
   *
   * @param seed of the order that decides between points at equal places
   * @return a permutation of all points; those that are missing come last, by number
   */
  public static int[] of(Points points, long seed) {
    int[] present = ContentOrder.of(points, seed);
    TreeOrder tree = new TreeOrder(points, present);
    ForkJoinPool.commonPool().invoke(tree.new Node(0, present.length));
    int[] order = Arrays.copyOf(present, points.count());
    int next = present.length;
    for (int i = 0; i < order.length && next < order.length; i++) {
      if (!points.has(i)) {
        order[next++] = i;
      }
    }
    return order;
  }

  /** The points from one place to before another. */
  @SuppressWarnings("serial") // never written
  private final class Node extends RecursiveAction {
    private final int from;
    private final int to;

    Node(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    protected void compute() {
      if (to - from > GATHERED) {
        int middle = part(from, to, new Room(points.dimension()));
        invokeAll(new Node(from, middle), new Node(middle, to));
      } else {
        splitGathered(from, to);
      }
    }
  }

  /** What one thread works with. */
  private static final class Room {
    final double[] mean;
    final double[] direction;
    final double[] next;
    final double[] sample;

    Room(int dimension) {
      mean = new double[dimension];
      direction = new double[dimension];
      next = new double[dimension];
      sample = new double[SAMPLE * dimension];
    }
  }

  private void splitGathered(int from, int to) {
    int[] here = Arrays.copyOfRange(order, from, to);
    int[] numbers = new int[here.length];
    Arrays.setAll(numbers, k -> k);
    TreeOrder part = new TreeOrder(PointMatrix.gather(points, here), numbers);
    part.split(0, here.length, new Room(points.dimension()));
    for (int k = 0; k < here.length; k++) {
      order[from + k] = here[numbers[k]];
    }
  }

  private void split(int from, int to, Room room) {
    if (to - from <= LEAF) {
      project(from, to, room);
      sort(from, to);
      return;
    }
    int middle = part(from, to, room);
    split(from, middle, room);
    split(middle, to, room);
  }

  /** Moves the lower half by the first direction before the upper one, each in its order. */
  private int part(int from, int to, Room room) {
    project(from, to, room);
    int middle = (from + to) >>> 1;
    double median = atPlace(from, to, middle);
    int below = 0;
    for (int place = from; place < to; place++) {
      below += keys[place] < median ? 1 : 0;
    }
    int equalsBelow = middle - from - below; // of those at the median, the first go below
    int low = from;
    int high = middle;
    for (int place = from; place < to; place++) {
      boolean isLow = keys[place] < median;
      if (keys[place] == median && equalsBelow > 0) {
        equalsBelow--;
        isLow = true;
      }
      scratch[isLow ? low++ : high++] = order[place];
    }
    System.arraycopy(scratch, from, order, from, to - from);
    return middle;
  }

  /** Each point's place along the first direction of those from one place to before another. */
  private void project(int from, int to, Room room) {
    direction(from, Math.min(to - from, SAMPLE), room);
    double[] direction = room.direction;
    Chunks.forEach(
        to - from,
        to - from <= GATHERED ? GATHERED : CHUNK,
        (first, end) -> {
          double[] row = new double[direction.length];
          for (int k = first; k < end; k++) {
            points.copy(order[from + k], row);
            keys[from + k] = dot(row, 0, direction);
          }
        });
  }

  private void direction(int from, int count, Room room) {
    int dimension = room.mean.length;
    double[] row = room.next;
    Arrays.fill(room.mean, 0);
    for (int k = 0; k < count; k++) {
      points.copy(order[from + k], row);
      System.arraycopy(row, 0, room.sample, k * dimension, dimension);
      for (int d = 0; d < dimension; d++) {
        room.mean[d] += row[d] / count;
      }
    }
    double longest = -1;
    for (int k = 0; k < count; k++) {
      double length = 0;
      for (int d = 0; d < dimension; d++) {
        double centred = room.sample[k * dimension + d] - room.mean[d];
        room.sample[k * dimension + d] = centred;
        length += centred * centred;
      }
      if (length > longest) {
        longest = length;
        System.arraycopy(room.sample, k * dimension, room.direction, 0, dimension);
      }
    }
    for (int step = 0; step < POWER_ITERATIONS; step++) {
      iterate(count, room);
    }
  }

  /** One step: the direction times the sample's covariance, of length 1. */
  private static void iterate(int count, Room room) {
    double[] next = room.next;
    Arrays.fill(next, 0);
    for (int k = 0; k < count; k++) {
      int at = k * next.length;
      double along = dot(room.sample, at, room.direction);
      for (int d = 0; d < next.length; d++) {
        next[d] += along * room.sample[at + d];
      }
    }
    double length = Math.sqrt(dot(next, 0, next));
    if (length > 0) {
      for (int d = 0; d < next.length; d++) {
        room.direction[d] = next[d] / length;
      }
    }
  }

  /** Four sums beside each other: their order is fixed, and they do not wait for one another. */
  private static double dot(double[] a, int at, double[] b) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int end = b.length & ~3;
    for (int d = 0; d < end; d += 4) {
      sum0 += a[at + d] * b[d];
      sum1 += a[at + d + 1] * b[d + 1];
      sum2 += a[at + d + 2] * b[d + 2];
      sum3 += a[at + d + 3] * b[d + 3];
    }
    for (int d = end; d < b.length; d++) {
      sum0 += a[at + d] * b[d];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** The key that sorting would bring to a place (quickselect). */
  private double atPlace(int from, int to, int place) {
    System.arraycopy(keys, from, selected, from, to - from);
    int low = from;
    int high = to - 1;
    while (low < high) {
      double pivot = selected[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (selected[i] < pivot) {
          i++;
        }
        while (selected[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = selected[i];
          selected[i++] = selected[j];
          selected[j--] = swapped;
        }
      }
      if (place <= j) {
        high = j;
      } else if (place >= i) {
        low = i;
      } else {
        break;
      }
    }
    return selected[place];
  }

  /** Sorts a leaf by its keys; of equals the first stays first. */
  private void sort(int from, int to) {
    for (int place = from + 1; place < to; place++) {
      int point = order[place];
      double key = keys[place];
      int at = place;
      while (at > from && keys[at - 1] > key) {
        order[at] = order[at - 1];
        keys[at] = keys[at - 1];
        at--;
      }
      order[at] = point;
      keys[at] = key;
    }
  }
}
