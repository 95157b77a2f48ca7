package dev.assay.sampling.vector;

/**
 * Points 0..count-1 of one dimension. Whoever holds them says how: doubles in one array ({@link
 * PointMatrix}), or floats in blocks that are shared with others.
 *
 * <p>A point may be missing: nothing is known of where it is. Nothing but {@link #has} may be asked
 * of it.
 */
public interface Points {

  /** The number of points, those missing included. */
  int count();

  /** The number of coordinates of each point. */
  int dimension();

  /** Whether the point is there; its coordinates are finite then. */
  boolean has(int point);

  /** One coordinate of a point. */
  default double get(int point, int coordinate) {
    double[] row = new double[dimension()];
    copy(point, row);
    return row[coordinate];
  }

  /** Copies a point's coordinates to the first {@link #dimension} places. */
  void copy(int point, double[] into);

  /**
   * The squared Euclidean distance of a point from a place, summed in an order that is always the
   * same.
   *
   * @param place its coordinates
   */
  default double squaredDistance(int point, double[] place) {
    double[] row = new double[dimension()];
    copy(point, row);
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      sum += (row[k] - place[k]) * (row[k] - place[k]);
    }
    return sum;
  }
}
