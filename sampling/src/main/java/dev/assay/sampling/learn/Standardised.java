package dev.assay.sampling.learn;

import dev.assay.sampling.vector.Points;

/** Points with every coordinate scaled to mean 0 and variance 1, as learners want them. */
public final class Standardised {
  private Standardised() {}

  /**
   * A row for each point; coordinates that are the same for all are 0.
   *
   * @param points none missing
   */
  public static double[][] of(Points points) {
    int dimension = points.dimension();
    double[][] rows = new double[points.count()][dimension];
    double[] mean = new double[dimension];
    double[] square = new double[dimension];
    for (int i = 0; i < rows.length; i++) {
      points.copy(i, rows[i]);
      for (int k = 0; k < dimension; k++) {
        mean[k] += rows[i][k] / rows.length;
      }
    }
    for (double[] row : rows) {
      for (int k = 0; k < dimension; k++) {
        square[k] += (row[k] - mean[k]) * (row[k] - mean[k]) / rows.length;
      }
    }
    for (double[] row : rows) {
      for (int k = 0; k < dimension; k++) {
        row[k] = square[k] > 0 ? (row[k] - mean[k]) / Math.sqrt(square[k]) : 0;
      }
    }
    return rows;
  }
}
