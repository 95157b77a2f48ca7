package dev.assay.bench.model;

/** Brings features to mean 0 and standard deviation 1 over the rows that it was made of. */
public final class Scaling {
  private final double[] means;
  private final double[] deviations;

  private Scaling(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /** The scaling of these rows; a feature that is constant becomes 0. */
  public static Scaling of(double[][] rows) {
    int width = rows[0].length;
    double[] means = new double[width];
    double[] deviations = new double[width];
    for (int d = 0; d < width; d++) {
      double sum = 0;
      for (double[] row : rows) {
        sum += row[d];
      }
      means[d] = sum / rows.length;
      double squares = 0;
      for (double[] row : rows) {
        squares += (row[d] - means[d]) * (row[d] - means[d]);
      }
      deviations[d] = Math.sqrt(squares / rows.length);
    }
    return new Scaling(means, deviations);
  }

  /** Scaled copies of rows. */
  public double[][] apply(double[][] rows) {
    double[][] scaled = new double[rows.length][means.length];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < means.length; d++) {
        scaled[i][d] = deviations[d] > 0 ? (rows[i][d] - means[d]) / deviations[d] : 0;
      }
    }
    return scaled;
  }
}
