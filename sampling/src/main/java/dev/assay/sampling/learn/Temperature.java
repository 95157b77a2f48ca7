package dev.assay.sampling.learn;

/**
 * Probabilities that are made less or more sure by one number: p^b over the sum of all p^b, b the
 * inverse temperature. Immutable.
 *
 * <p>Guo, Pleiss, Sun and Weinberger (2017), "On calibration of modern neural networks", section
 * 4.2: the b of the least log loss, which is convex in b, so that its slope is bisected.
 *
 * @param inverse b, in [1 / {@link #MOST}, {@link #MOST}]; 1 changes nothing
 */
public record Temperature(double inverse) {
  /** The greatest inverse temperature, and the greatest temperature. */
  public static final double MOST = 16;

  /** No probability counts as less. */
  static final double LEAST = 1e-7;

  private static final int HALVINGS = 40;

  /**
   * Fits.
   *
   * @param probabilities one row for each answer; at least one
   * @param answers the class of each
   */
  public static Temperature fit(double[][] probabilities, int[] answers) {
    double[][] logs = new double[probabilities.length][];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = new double[probabilities[i].length];
      for (int k = 0; k < logs[i].length; k++) {
        logs[i][k] = log(probabilities[i][k]);
      }
    }
    double low = -StrictMath.log(MOST);
    double high = StrictMath.log(MOST);
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (low + high) / 2;
      if (slope(logs, answers, StrictMath.exp(middle)) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Temperature(StrictMath.exp((low + high) / 2));
  }

  /** The log loss falls as the inverse temperature grows while it is negative. */
  private static double slope(double[][] logs, int[] answers, double inverse) {
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (double log : logs[i]) {
        greatest = Math.max(greatest, log);
      }
      double total = 0;
      double mean = 0;
      for (double log : logs[i]) {
        double weight = StrictMath.exp(inverse * (log - greatest));
        total += weight;
        mean += weight * log;
      }
      sum += mean / total - logs[i][answers[i]];
    }
    return sum;
  }

  /** Changes a row of probabilities, in place. */
  public void apply(float[] row) {
    double greatest = 0;
    for (float probability : row) {
      greatest = Math.max(greatest, probability);
    }
    double total = 0;
    double[] powers = new double[row.length];
    for (int k = 0; k < row.length; k++) {
      powers[k] = StrictMath.exp(inverse * (log(row[k]) - log(greatest)));
      total += powers[k];
    }
    for (int k = 0; k < row.length; k++) {
      row[k] = (float) (powers[k] / total);
    }
  }

  private static double log(double probability) {
    return StrictMath.log(Math.max(LEAST, probability));
  }
}
