package dev.assay.sampling.vector;

import java.util.Arrays;

/**
 * Points packed for scans over all of them: single precision, in blocks of {@link #BLOCK}, one
 * coordinate of a whole block after the other.
 *
 * <p>A scan adds up coordinate by coordinate for all points of a block at once, which the compiler
 * turns into the processor's wide instructions; no sum's order depends on how wide they are.
 * Immutable.
 */
public final class PackedPoints {
  /** The points of a block, the last one filled up with zeros. */
  public static final int BLOCK = 256;

  /** Coordinates that are added up at once. */
  private static final int STRIP = 8;

  /** A block of fewer points is looked at in multiples of these. */
  private static final int LANES = 64;

  private static final int BLOCKS_AT_ONCE = 4;

  private final int[] units;
  private final int dimension;
  private final float[][] blocks;

  private PackedPoints(int[] units, int dimension) {
    this.units = units;
    this.dimension = dimension;
    this.blocks = new float[(units.length + BLOCK - 1) / BLOCK][];
  }

  /**
   * Packs some points, which are then known by their places.
   *
   * @param units points that are there
   */
  public static PackedPoints of(Points points, int[] units) {
    return of(points, units, false);
  }

  /** Packs rows of as many coordinates each, at least one row. */
  static PackedPoints of(float[][] rows) {
    int[] units = new int[rows.length];
    Arrays.setAll(units, k -> k);
    PackedPoints packed = new PackedPoints(units, rows[0].length);
    Arrays.setAll(packed.blocks, block -> new float[packed.dimension * BLOCK]);
    for (int k = 0; k < rows.length; k++) {
      for (int d = 0; d < packed.dimension; d++) {
        packed.blocks[k / BLOCK][d * BLOCK + k % BLOCK] = rows[k][d];
      }
    }
    return packed;
  }

  /** Packs some points, each scaled to length 1; those of length 0 stay as they are. */
  public static PackedPoints directions(Points points, int[] units) {
    return of(points, units, true);
  }

  private static PackedPoints of(Points points, int[] units, boolean isScaled) {
    PackedPoints packed = new PackedPoints(units, points.dimension());
    Chunks.forEach(units.length, BLOCK, (from, to) -> packed.fill(points, from, to, isScaled));
    return packed;
  }

  private void fill(Points points, int from, int to, boolean isScaled) {
    float[] block = new float[dimension * BLOCK];
    double[] row = new double[dimension];
    for (int place = from; place < to; place++) {
      points.copy(units[place], row);
      double scale = isScaled ? scale(row) : 1;
      for (int d = 0; d < dimension; d++) {
        block[d * BLOCK + place - from] = (float) (row[d] * scale);
      }
    }
    blocks[from / BLOCK] = block;
  }

  private static double scale(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value * value;
    }
    return sum > 0 && sum <= Double.MAX_VALUE ? 1 / Math.sqrt(sum) : 1;
  }

  /** The number of points. */
  public int count() {
    return units.length;
  }

  /** The number of coordinates. */
  public int dimension() {
    return dimension;
  }

  /** The number of blocks. */
  public int blockCount() {
    return blocks.length;
  }

  /** The points of a block: {@link #BLOCK}, in the last one what is left. */
  public int sizeOf(int block) {
    return Math.min(BLOCK, units.length - block * BLOCK);
  }

  /** Which point is at a place. */
  public int unit(int place) {
    return units[place];
  }

  /** Some of the points, each by its place among these. */
  PackedPoints select(int[] places) {
    int[] chosen = new int[places.length];
    Arrays.setAll(chosen, k -> units[places[k]]);
    PackedPoints selected = new PackedPoints(chosen, dimension);
    Chunks.forEach(
        places.length,
        BLOCK,
        (from, to) -> {
          float[] block = new float[dimension * BLOCK];
          for (int k = from; k < to; k++) {
            float[] source = blocks[places[k] / BLOCK];
            int at = places[k] % BLOCK;
            for (int d = 0; d < dimension; d++) {
              block[d * BLOCK + k - from] = source[d * BLOCK + at];
            }
          }
          selected.blocks[from / BLOCK] = block;
        });
    return selected;
  }

  /** The coordinates of each point. */
  public float[][] rows() {
    float[][] rows = new float[count()][];
    Arrays.setAll(rows, this::row);
    return rows;
  }

  /** Copies the coordinates of the point at a place. */
  public float[] row(int place) {
    float[] row = new float[dimension];
    float[] block = blocks[place / BLOCK];
    for (int d = 0; d < dimension; d++) {
      row[d] = block[d * BLOCK + place % BLOCK];
    }
    return row;
  }

  /**
   * Adds each point of a block, times its weight, to the sum of its group.
   *
   * @param groups the group of each place
   * @param weights the weight of each place
   * @param sums for each group its coordinates
   */
  void addTo(int block, int[] groups, float[] weights, double[][] sums) {
    float[] x = blocks[block];
    int at = block * BLOCK;
    int size = sizeOf(block);
    for (int d = 0; d < dimension; d++) {
      for (int j = 0; j < size; j++) {
        sums[groups[at + j]][d] += weights[at + j] * x[d * BLOCK + j];
      }
    }
  }

  /**
   * The squared distances of a block's points from a place; what is beyond its size says nothing.
   */
  public void squaredDistances(int block, float[] from, float[] into) {
    float[] x = blocks[block];
    int lanes = Math.min(BLOCK, (sizeOf(block) + LANES - 1) & -LANES);
    Arrays.fill(into, 0, BLOCK, 0);
    int d = 0;
    for (; d + STRIP <= dimension; d += STRIP) {
      addDistances(x, d * BLOCK, lanes, from, d, into);
    }
    for (; d < dimension; d++) {
      float q = from[d];
      int offset = d * BLOCK;
      for (int j = 0; j < lanes; j++) {
        float a = x[offset + j] - q;
        into[j] += a * a;
      }
    }
  }

  /**
   * Lowers each point's squared distance to that of the nearest of some rows.
   *
   * @param nearest one number for each place, {@link #BLOCK} for each block; what is beyond the
   *     number of points says nothing
   */
  public void approach(float[][] rows, float[] nearest) {
    Chunks.forEach(
        blocks.length,
        BLOCKS_AT_ONCE,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            approach(block, rows, 0, rows.length, nearest);
          }
        });
  }

  /** As above, for one block, and the rows from one to before another. */
  void approach(int block, float[][] rows, int from, int to, float[] nearest) {
    float[] into = new float[BLOCK];
    int at = block * BLOCK;
    for (int row = from; row < to; row++) {
      squaredDistances(block, rows[row], into);
      for (int j = 0; j < BLOCK; j++) {
        nearest[at + j] = Math.min(nearest[at + j], into[j]);
      }
    }
  }

  /**
   * The row that each point of a block is nearest to, of equally near ones the first.
   *
   * @param least receives the squared distance for each place
   * @param which receives the number of the row for each place
   */
  void nearest(int block, float[][] rows, float[] least, int[] which) {
    float[] into = new float[BLOCK];
    int at = block * BLOCK;
    Arrays.fill(least, at, at + BLOCK, Float.POSITIVE_INFINITY);
    for (int row = 0; row < rows.length; row++) {
      squaredDistances(block, rows[row], into);
      for (int j = 0; j < BLOCK; j++) {
        if (into[j] < least[at + j]) {
          least[at + j] = into[j];
          which[at + j] = row;
        }
      }
    }
  }

  private static void addDistances(
      float[] x, int at, int lanes, float[] from, int d, float[] into) {
    float q0 = from[d];
    float q1 = from[d + 1];
    float q2 = from[d + 2];
    float q3 = from[d + 3];
    float q4 = from[d + 4];
    float q5 = from[d + 5];
    float q6 = from[d + 6];
    float q7 = from[d + 7];
    for (int j = 0; j < lanes; j++) {
      float a = x[at + j] - q0;
      float b = x[at + BLOCK + j] - q1;
      float c = x[at + 2 * BLOCK + j] - q2;
      float e = x[at + 3 * BLOCK + j] - q3;
      float f = x[at + 4 * BLOCK + j] - q4;
      float g = x[at + 5 * BLOCK + j] - q5;
      float h = x[at + 6 * BLOCK + j] - q6;
      float i = x[at + 7 * BLOCK + j] - q7;
      into[j] += ((a * a + b * b) + (c * c + e * e)) + ((f * f + g * g) + (h * h + i * i));
    }
  }

  /** The inner products of a block's points with a vector; what is beyond its size says nothing. */
  public void products(int block, float[] with, float[] into) {
    float[] x = blocks[block];
    Arrays.fill(into, 0, BLOCK, 0);
    int d = 0;
    for (; d + STRIP <= dimension; d += STRIP) {
      addProducts(x, d * BLOCK, with, d, into);
    }
    for (; d < dimension; d++) {
      float q = with[d];
      int offset = d * BLOCK;
      for (int j = 0; j < BLOCK; j++) {
        into[j] += x[offset + j] * q;
      }
    }
  }

  private static void addProducts(float[] x, int at, float[] with, int d, float[] into) {
    float q0 = with[d];
    float q1 = with[d + 1];
    float q2 = with[d + 2];
    float q3 = with[d + 3];
    float q4 = with[d + 4];
    float q5 = with[d + 5];
    float q6 = with[d + 6];
    float q7 = with[d + 7];
    for (int j = 0; j < BLOCK; j++) {
      float low =
          (x[at + j] * q0 + x[at + BLOCK + j] * q1)
              + (x[at + 2 * BLOCK + j] * q2 + x[at + 3 * BLOCK + j] * q3);
      float high =
          (x[at + 4 * BLOCK + j] * q4 + x[at + 5 * BLOCK + j] * q5)
              + (x[at + 6 * BLOCK + j] * q6 + x[at + 7 * BLOCK + j] * q7);
      into[j] += low + high;
    }
  }
}
