package dev.assay.sampling.vector;

import dev.assay.sampling.Require;

/** Points as doubles, one point after the other in one array. None is missing. */
public final class PointMatrix implements Points {
  private final double[] values;
  private final int count;
  private final int dimension;

  private PointMatrix(int count, int dimension) {
    this.values = new double[Math.multiplyExact(count, dimension)];
    this.count = count;
    this.dimension = dimension;
  }

  /**
   * Points by their coordinates.
   *
   * @param points for each point its coordinates, finite, of equal dimension
   * @throws dev.assay.sampling.InvalidDesignInputException for none or others
   */
  public static PointMatrix of(double[][] points) {
    Require.population(points.length);
    PointMatrix matrix = new PointMatrix(points.length, points[0].length);
    for (int i = 0; i < points.length; i++) {
      Require.sameLength(matrix.dimension, points[i].length, "point");
      Require.finite(points[i], "coordinate");
      System.arraycopy(points[i], 0, matrix.values, i * matrix.dimension, matrix.dimension);
    }
    return matrix;
  }

  /**
   * One point for each unit, every variable scaled to unit variance, so that no variable outweighs
   * another by its unit of measure alone. Constant variables are not scaled.
   *
   * @param variables one array of all units for each variable
   */
  public static PointMatrix standardised(double[][] variables) {
    int units = variables[0].length;
    PointMatrix matrix = new PointMatrix(units, variables.length);
    for (int d = 0; d < variables.length; d++) {
      double[] variable = variables[d];
      double mean = 0;
      for (double value : variable) {
        mean += value / units;
      }
      double variance = 0;
      for (double value : variable) {
        variance += (value - mean) * (value - mean) / units;
      }
      double scale = variance > 0 && variance <= Double.MAX_VALUE ? 1 / Math.sqrt(variance) : 1;
      for (int i = 0; i < units; i++) {
        matrix.values[i * matrix.dimension + d] = (variable[i] - mean) * scale;
      }
    }
    return matrix;
  }

  /** A copy of some points that are there, numbered by their places in the array. */
  static PointMatrix gather(Points points, int[] units) {
    PointMatrix matrix = new PointMatrix(units.length, points.dimension());
    double[] row = new double[matrix.dimension];
    for (int k = 0; k < units.length; k++) {
      points.copy(units[k], row);
      System.arraycopy(row, 0, matrix.values, k * matrix.dimension, matrix.dimension);
    }
    return matrix;
  }

  /** Some of the points, numbered by their places in the array. */
  public PointMatrix select(int[] points) {
    PointMatrix chosen = new PointMatrix(points.length, dimension);
    for (int k = 0; k < points.length; k++) {
      System.arraycopy(values, points[k] * dimension, chosen.values, k * dimension, dimension);
    }
    return chosen;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public boolean has(int point) {
    return true;
  }

  @Override
  public double get(int point, int coordinate) {
    return values[point * dimension + coordinate];
  }

  @Override
  public void copy(int point, double[] into) {
    System.arraycopy(values, point * dimension, into, 0, dimension);
  }

  @Override
  public double squaredDistance(int point, double[] place) {
    double sum = 0;
    int start = point * dimension;
    for (int d = 0; d < dimension; d++) {
      double difference = values[start + d] - place[d];
      sum += difference * difference;
    }
    return sum;
  }
}
