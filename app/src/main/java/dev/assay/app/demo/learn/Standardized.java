package dev.assay.app.demo.learn;

/**
 * Features with mean 0 and standard deviation 1 over the pool. No label is needed for that. A
 * feature that is the same for the whole pool becomes 0.
 */
public final class Standardized {
  private final double[][] rows;

  private Standardized(double[][] rows) {
    this.rows = rows;
  }

  /**
   * Scales all rows.
   *
   * @param features one row for each item
   * @param pool the rows whose mean and deviation are taken
   */
  public static Standardized of(double[][] features, int[] pool) {
    double[][] scaled = new double[features.length][features[0].length];
    for (int column = 0; column < features[0].length; column++) {
      double mean = 0;
      for (int row : pool) {
        mean += features[row][column] / pool.length;
      }
      double variance = 0;
      for (int row : pool) {
        double distance = features[row][column] - mean;
        variance += distance * distance / pool.length;
      }
      double deviation = Math.sqrt(variance);
      for (int row = 0; row < features.length; row++) {
        scaled[row][column] = deviation > 0 ? (features[row][column] - mean) / deviation : 0;
      }
    }
    return new Standardized(scaled);
  }

  /** The scaled features of an item. Not copied: to be left alone. */
  public double[] row(int row) {
    return rows[row];
  }

  /** The number of features. */
  public int columnCount() {
    return rows[0].length;
  }
}
