package dev.assay.sampling.vector;

import java.util.Arrays;

/**
 * How typical points are: one over the mean distance to their nearest neighbours (Hacohen, Dekel
 * and Weinshall 2022, "Active learning on a budget", equation 4).
 */
public final class Typicality {
  /** Neighbours that the mean is of, where there are as many. */
  public static final int NEIGHBOURS = 20;

  /** Points that are compared with one another: the first of those given. */
  public static final int MAX_COMPARED = 512;

  private Typicality() {}

  /**
   * The most typical of some points among themselves; of equals the first. With two or fewer it is
   * the first. Of more than {@link #MAX_COMPARED} the others are left out.
   *
   * @param places of the points, at least one
   * @return an index of {@code places}
   */
  public static int mostTypical(PackedPoints points, int[] places) {
    if (places.length <= 2) {
      return 0;
    }
    float[][] rows = new float[Math.min(places.length, MAX_COMPARED)][];
    Arrays.setAll(rows, k -> points.row(places[k]));
    double[] means = meanDistances(rows, Math.min(NEIGHBOURS, rows.length / 2));
    int best = 0;
    for (int k = 1; k < means.length; k++) {
      if (means[k] < means[best]) {
        best = k;
      }
    }
    return best;
  }

  private static double[] meanDistances(float[][] rows, int neighbours) {
    double[] means = new double[rows.length];
    Chunks.forEach(
        rows.length,
        32,
        (from, to) -> {
          float[] squares = new float[rows.length];
          for (int i = from; i < to; i++) {
            for (int j = 0; j < rows.length; j++) {
              squares[j] = square(rows[i], rows[j]);
            }
            squares[i] = -1;
            Arrays.sort(squares);
            for (int k = 1; k <= neighbours; k++) {
              means[i] += Math.sqrt(squares[k]) / neighbours;
            }
          }
        });
    return means;
  }

  private static float square(float[] a, float[] b) {
    float even = 0;
    float odd = 0; // two sums beside each other do not wait for one another
    int end = a.length & ~1;
    for (int d = 0; d < end; d += 2) {
      float first = a[d] - b[d];
      float second = a[d + 1] - b[d + 1];
      even += first * first;
      odd += second * second;
    }
    if (end < a.length) {
      even += (a[end] - b[end]) * (a[end] - b[end]);
    }
    return even + odd;
  }
}
