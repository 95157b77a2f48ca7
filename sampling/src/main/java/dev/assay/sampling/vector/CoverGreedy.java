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
  private final float[] weights;
  private final float[] covered;
  private final float[] @Nullable [] kept;
  private int roomFor;

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
    this(points, kernel, weights, (int) Math.min(MAX_KEPT, affordable()));
  }

  private static long affordable() {
    return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Float.BYTES;
  }

  CoverGreedy(PackedPoints points, Kernel kernel, float[] weights, int maxKept) {
    int padded = points.blockCount() * PackedPoints.BLOCK;
    this.points = points;
    this.kernel = kernel;
    this.weights = Arrays.copyOf(weights, padded); // what fills up the last block weighs nothing
    this.covered = new float[padded];
    this.kept = new float[points.count()][];
    this.roomFor = padded == 0 ? 0 : maxKept / padded;
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
   * @param count how many, at most as many as there are points
   * @return their places, the first chosen first
   */
  public int[] choose(int count) {
    PriorityQueue<Bound> bounds = new PriorityQueue<>(Bound.GREATEST_FIRST);
    double[] gains = gains();
    for (int place = 0; place < gains.length; place++) {
      bounds.add(new Bound(place, gains[place], 0));
    }
    int[] chosen = new int[count];
    for (int next = 0; next < count; ) {
      Bound best = bounds.remove();
      if (best.chosen() == next) {
        chosen[next++] = best.place();
        cover(points.row(best.place()));
        kept[best.place()] = null; // not looked at again
      } else {
        bounds.add(best);
        lookAgain(bounds, next);
      }
    }
    return chosen;
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
