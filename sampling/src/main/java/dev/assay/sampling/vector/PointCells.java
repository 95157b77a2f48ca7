package dev.assay.sampling.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Points parted into cells by k-means over a sample: who is in each, and how far cells reach. */
final class PointCells {

  /** What single precision may err by in a distance, as a share of it. */
  private static final float PRECISION = 1e-4f;

  private final List<int[]> places = new ArrayList<>();
  private final List<PackedPoints> members = new ArrayList<>();
  private final PackedPoints centres;
  private final float[] radii;

  private PointCells(PackedPoints points, int[] cellOf, float[] squares, PackedPoints centres) {
    int[] sizes = new int[centres.count()];
    for (int cell : cellOf) {
      sizes[cell]++;
    }
    for (int size : sizes) {
      places.add(new int[size]);
    }
    this.centres = centres;
    this.radii = new float[sizes.length];
    Arrays.fill(sizes, 0);
    for (int place = 0; place < cellOf.length; place++) {
      int cell = cellOf[place];
      places.get(cell)[sizes[cell]++] = place;
      radii[cell] = Math.max(radii[cell], (float) Math.sqrt(squares[place]));
    }
    for (int[] cell : places) {
      members.add(points.select(cell));
    }
  }

  /**
   * Parts points.
   *
   * @param count how many cells at most, at least 1
   * @param sampleSize points that the cells are found by, the first ones
   */
  static PointCells of(PackedPoints points, int count, int sampleSize, long seed) {
    int[] first = new int[Math.min(points.count(), sampleSize)];
    Arrays.setAll(first, place -> place);
    float[] ones = new float[first.length];
    Arrays.fill(ones, 1);
    Clusters clusters =
        Clusters.of(points.select(first), ones, Math.min(count, first.length), seed);
    float[][] rows = clusters.centres();
    float[] least = new float[points.blockCount() * PackedPoints.BLOCK];
    int[] nearest = new int[least.length];
    Chunks.forEach(
        points.blockCount(), 1, (block, end) -> points.nearest(block, rows, least, nearest));
    return new PointCells(
        points, Arrays.copyOf(nearest, points.count()), least, PackedPoints.of(rows));
  }

  int count() {
    return places.size();
  }

  /** The places of a cell's points, ascending. */
  int[] places(int cell) {
    return places.get(cell);
  }

  /** A cell's points, in the order of {@link #places}. */
  PackedPoints points(int cell) {
    return members.get(cell);
  }

  /** All cells from the one itself on, by the distance of the centres. */
  int[] fromNearToFar(int cell) {
    float[] squares = new float[centres.blockCount() * PackedPoints.BLOCK];
    distances(centres.row(cell), squares);
    long[] keys = new long[count()];
    for (int other = 0; other < keys.length; other++) {
      keys[other] = (long) Float.floatToRawIntBits(squares[other]) << 32 | other;
    }
    keys[cell] = -1;
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    Arrays.setAll(order, k -> (int) keys[k]);
    order[0] = cell;
    return order;
  }

  /**
   * For each row and cell a squared distance that none of the cell's points is nearer than; NaN for
   * cells that are not among those of nearest centre.
   *
   * @param probed cells of nearest centre
   */
  float[][] reaches(float[][] rows, int probed) {
    float[][] reaches = new float[rows.length][centres.blockCount() * PackedPoints.BLOCK];
    long[] keys = new long[count()];
    for (int k = 0; k < rows.length; k++) {
      float[] reach = reaches[k];
      distances(rows[k], reach);
      for (int cell = 0; cell < keys.length; cell++) {
        keys[cell] = (long) Float.floatToRawIntBits(reach[cell]) << 32 | cell;
        float centre = (float) Math.sqrt(reach[cell]) * (1 - PRECISION);
        float edge = Math.max(0, centre - radii[cell] * (1 + PRECISION));
        reach[cell] = edge * edge * (1 - PRECISION);
      }
      if (probed < keys.length) {
        SmallestKeys.first(keys, probed);
        for (int beyond = probed; beyond < keys.length; beyond++) {
          reach[(int) keys[beyond]] = Float.NaN;
        }
      }
    }
    return reaches;
  }

  private void distances(float[] row, float[] squares) {
    float[] into = new float[PackedPoints.BLOCK];
    for (int block = 0; block < centres.blockCount(); block++) {
      centres.squaredDistances(block, row, into);
      System.arraycopy(into, 0, squares, block * PackedPoints.BLOCK, PackedPoints.BLOCK);
    }
  }
}
