package dev.assay.sampling.vector;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Chooses points one by one so that all are covered well: the next is the one that raises {@code
 * sum over x of weight(x) * max over chosen s of k(x, s)} most; of equals the one of lower place.
 *
 * <p>The sum is monotone and submodular, so that the greedy choice reaches 1 - 1/e of the best
 * (Nemhauser, Wolsey and Fisher 1978), and a gain that was computed earlier bounds what it is now:
 * only points whose bound is the greatest are looked at again (Minoux 1978, "Accelerated greedy
 * algorithms for maximizing submodular set functions"). The result is that of looking at all.
 *
 * <p>Facility location, herding for coverage and the cover by balls are this with a kernel each.
 * Time: the square of the number of points times dimensions, once; then what is looked at again.
 * Memory: {@link #MAX_KEPT} numbers, or a quarter of the heap where that is less; how much there is
 * decides how fast it is, not what it chooses.
 */
public final class CoverGreedy {

  /*
   * The kernel's matrix is kept where there is room for it. Where there is not, the first gains are
   * computed row by row and the rows thrown away; a row that is looked at again is kept, for it mostly
   * is again and again, until there is no room, and the others are computed anew each time.
   *
   * Sums run over lanes: the j-th points of all blocks are added up in single precision, the lanes in
   * double precision at the end.
   */

  /** Kernel values that are kept at most: 512 MiB. */
  static final int MAX_KEPT = 1 << 27;

  private static final int SHARE_OF_HEAP = 4;

  private static final int CANDIDATES_AT_ONCE = 32;

  /** Bounds that are brought up to date beside each other. */
  private static final int AGAIN_AT_ONCE = 16;

  private final PackedPoints points;
  private final Kernel kernel;
  private final float[] covered;
  private final boolean[] isExcluded;
  private final float[] @Nullable [] kept;
  private final PriorityQueue<Bound> bounds = new PriorityQueue<>(Bound.GREATEST_FIRST);
  private float[] weights;
  private int roomFor;
  private int taken;
  private boolean isStarted;

  /** A bound on what a point would add, from when so many were chosen. */
  private record Bound(int place, double gain, int chosen) {
    static final Comparator<Bound> GREATEST_FIRST =
        Comparator.comparingDouble(Bound::gain).reversed().thenComparingInt(Bound::place);
  }

  /**
   * With nothing covered yet.
   *
   * @param weights one for each place, at least 0
   */
  public CoverGreedy(PackedPoints points, Kernel kernel, float[] weights) {
    this(points, kernel, weights, affordable());
  }

  /** Kernel values for which there is room: {@link #MAX_KEPT}, or a quarter of the heap's. */
  public static int affordable() {
    long heap = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Float.BYTES;
    return (int) Math.min(MAX_KEPT, heap);
  }

  /**
   * As above, keeping no more of the kernel's values than said.
   *
   * @param maxKept of the kernel's values, 4 bytes each
   */
  public CoverGreedy(PackedPoints points, Kernel kernel, float[] weights, int maxKept) {
    int padded = points.blockCount() * PackedPoints.BLOCK;
    this.points = points;
    this.kernel = kernel;
    this.weights = Arrays.copyOf(weights, padded); // what fills up the last block weighs nothing
    this.covered = new float[padded];
    this.isExcluded = new boolean[points.count()];
    this.kept = new float[points.count()][];
    this.roomFor = padded == 0 ? 0 : maxKept / padded;
  }

  /** Covers what one of the points covers. */
  public void cover(int place) {
    cover(points.row(place));
  }

  /** Covers what a point that is not to be chosen covers. */
  public void cover(float[] row) {
    int blocks = points.blockCount();
    float[] into = new float[PackedPoints.BLOCK];
    for (int block = 0; block < blocks; block++) {
      kernel.row(points, block, row, into);
      raise(block * PackedPoints.BLOCK, into, 0);
    }
  }

  /** Covers what all these cover. */
  public void cover(PackedPoints others) {
    float[][] rows = new float[others.count()][];
    Arrays.setAll(rows, others::row);
    Chunks.forEach(
        points.blockCount(),
        1,
        (from, to) -> {
          float[] into = new float[PackedPoints.BLOCK];
          for (float[] row : rows) {
            kernel.row(points, from, row, into);
            raise(from * PackedPoints.BLOCK, into, 0);
          }
        });
  }

  private void raise(int at, float[] values, int valuesAt) {
    for (int j = 0; j < PackedPoints.BLOCK; j++) {
      covered[at + j] = Math.max(covered[at + j], values[valuesAt + j]);
    }
  }

  /**
   * Chooses.
   *
   * @param count how many, at most as many as there are points left
   * @return their places, the first chosen first
   */
  public int[] choose(int count) {
    int[] places = new int[count];
    for (int next = 0; next < count; next++) {
      places[next] = chooseNext();
    }
    return places;
  }

  /** Chooses the point that adds most, and returns its place; there must be one left. */
  public int chooseNext() {
    int place = best().place();
    bounds.remove();
    taken++;
    cover(points.row(place));
    isExcluded[place] = true;
    kept[place] = null; // not looked at again
    return place;
  }

  /** What the point that is chosen next adds to the sum; there must be one left. */
  public double nextGain() {
    return best().gain();
  }

  /** The place of the point that is chosen next; there must be one left. */
  public int nextPlace() {
    return best().place();
  }

  /**
   * Never chooses a point, for one that has been already: what it covers is said by {@link #cover}.
   * To be said before the first is chosen.
   */
  public void exclude(int place) {
    isExcluded[place] = true;
  }

  /** The number of points left to choose. */
  public int left() {
    start();
    return bounds.size();
  }

  /**
   * Weighs the points anew: what is covered stays so.
   *
   * @param weights one for each place, at least 0
   */
  public void weigh(float[] weights) {
    this.weights = Arrays.copyOf(weights, covered.length);
    bounds.clear();
    isStarted = false;
  }

  private void start() {
    if (!isStarted) {
      isStarted = true;
      double[] gains = hasKept() ? gainsAgain() : gains();
      for (int place = 0; place < gains.length; place++) {
        if (!isExcluded[place]) {
          bounds.add(new Bound(place, gains[place], taken));
        }
      }
    }
  }

  private Bound best() {
    start();
    while (bounds.element().chosen() < taken) {
      lookAgain(bounds, taken);
    }
    return bounds.element();
  }

  /** Brings the greatest bounds up to date, until one is that is so already. */
  private void lookAgain(PriorityQueue<Bound> bounds, int chosen) {
    int[] places = new int[AGAIN_AT_ONCE];
    int count = 0;
    while (count < places.length && !bounds.isEmpty() && bounds.element().chosen() < chosen) {
      places[count++] = bounds.remove().place();
    }
    boolean[] keeps = new boolean[count];
    for (int k = 0; k < count; k++) {
      keeps[k] = kept[places[k]] == null && roomFor > 0;
      roomFor -= keeps[k] ? 1 : 0;
    }
    double[] gains = new double[count];
    Chunks.forEach(count, 1, (k, end) -> gains[k] = gainAgain(places[k], keeps[k]));
    for (int k = 0; k < count; k++) {
      bounds.add(new Bound(places[k], gains[k], chosen));
    }
  }

  private boolean hasKept() {
    for (float[] row : kept) {
      if (row != null) {
        return true;
      }
    }
    return false;
  }

  /** As {@link #gains}, for points some of whose kernel values are there. */
  private double[] gainsAgain() {
    double[] gains = new double[points.count()];
    Chunks.forEach(
        gains.length,
        CANDIDATES_AT_ONCE,
        (from, to) -> {
          for (int place = from; place < to; place++) {
            gains[place] = isExcluded[place] ? 0 : gainAgain(place, false);
          }
        });
    return gains;
  }

  /** What each point would add to what is covered now. */
  private double[] gains() {
    double[] gains = new double[points.count()];
    boolean keepsAll = roomFor >= gains.length;
    Chunks.forEach(
        points.count(),
        CANDIDATES_AT_ONCE,
        (from, to) -> {
          float[] into = new float[PackedPoints.BLOCK];
          float[][] rows = new float[to - from][];
          Arrays.setAll(rows, k -> points.row(from + k));
          float[][] sums = new float[to - from][PackedPoints.BLOCK];
          for (int place = from; place < to && keepsAll; place++) {
            kept[place] = new float[covered.length];
          }
          for (int block = 0; block < points.blockCount(); block++) {
            for (int k = 0; k < rows.length; k++) {
              kernel.row(points, block, rows[k], into);
              add(block * PackedPoints.BLOCK, into, 0, sums[k]);
              if (keepsAll) {
                System.arraycopy(
                    into, 0, kept[from + k], block * PackedPoints.BLOCK, PackedPoints.BLOCK);
              }
            }
          }
          for (int k = 0; k < rows.length; k++) {
            gains[from + k] = total(sums[k]);
          }
        });
    return gains;
  }

  private double gainAgain(int place, boolean keeps) {
    float[] row = kept[place];
    if (row == null) {
      row = values(place);
    }
    if (keeps) {
      kept[place] = row;
    }
    float[] sums = new float[PackedPoints.BLOCK];
    for (int at = 0; at < row.length; at += PackedPoints.BLOCK) {
      add(at, row, at, sums);
    }
    return total(sums);
  }

  private float[] values(int place) {
    float[] row = points.row(place);
    float[] values = new float[covered.length];
    float[] into = new float[PackedPoints.BLOCK];
    for (int block = 0; block < points.blockCount(); block++) {
      kernel.row(points, block, row, into);
      System.arraycopy(into, 0, values, block * PackedPoints.BLOCK, PackedPoints.BLOCK);
    }
    return values;
  }

  private void add(int at, float[] values, int valuesAt, float[] sums) {
    for (int j = 0; j < PackedPoints.BLOCK; j++) {
      sums[j] += weights[at + j] * Math.max(0f, values[valuesAt + j] - covered[at + j]);
    }
  }

  private static double total(float[] sums) {
    double total = 0;
    for (float sum : sums) {
      total += sum;
    }
    return total;
  }
}
