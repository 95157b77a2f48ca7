package dev.assay.sampling.vector;

import java.util.Arrays;

/** The width of a radial kernel that suits points. */
public final class KernelWidth {
  /** The squared width over the median squared distance of two points. */
  static final double SHARE = 0.27;

  /** Points whose distances the median is of. */
  static final int MAX_POINTS = 1024;

  private KernelWidth() {}

  /**
   * The squared width: {@link #SHARE} of the median squared distance of two points.
   *
   * @param points of which the first {@link #MAX_POINTS} are looked at
   * @return 0 where half of the points or more coincide
   */
  public static double squared(PackedPoints points) {
    return SHARE * medianSquare(points);
  }

  /** The median squared distance of two of the first {@link #MAX_POINTS} points; 0 of one. */
  public static float medianSquare(PackedPoints points) {
    int count = Math.min(points.count(), MAX_POINTS);
    float[] distances = new float[count * (count - 1) / 2];
    float[] into = new float[PackedPoints.BLOCK];
    int next = 0;
    for (int i = 1; i < count; i++) {
      float[] row = points.row(i);
      for (int block = 0; block * PackedPoints.BLOCK < i; block++) {
        points.squaredDistances(block, row, into);
        int size = Math.min(PackedPoints.BLOCK, i - block * PackedPoints.BLOCK);
        System.arraycopy(into, 0, distances, next, size);
        next += size;
      }
    }
    if (distances.length == 0) {
      return 0;
    }
    Arrays.sort(distances);
    return distances[distances.length / 2];
  }
}
