package dev.assay.sampling.estimate;

/**
 * The variance of a round's total as it is planned, before any of its labels: the sum over its
 * candidates of spread (1/pi - 1), as of independent draws. The spread is the variance of the
 * answer as far as it is believed, g (1 - g) of an error that is believed with probability g.
 *
 * <p>Beliefs may be too sure, and a round that is planned by them is then not as good as planned.
 * So no spread is below {@link #LEAST_SPREAD}: that of one answer in ten that was not expected.
 */
public final class PlannedVariance {
  /** The least spread of an answer: .1 (1 - .1). */
  public static final double LEAST_SPREAD = 0.09;

  private double sum;
  private double ofCount;

  /**
   * Counts a candidate.
   *
   * @param spread the believed variance of its answer, in [0, 1]
   * @param inclusionProbability of the candidate in the round, in (0, 1]
   */
  public void add(double spread, double inclusionProbability) {
    double open = 1 / inclusionProbability - 1;
    sum += Math.max(spread, LEAST_SPREAD) * open;
    ofCount += open;
  }

  /** The variance; NaN where a probability was too small for its inverse to be a number. */
  public double value() {
    return Double.isFinite(sum) ? Math.max(sum, 0) : Double.NaN;
  }

  /**
   * The variance of the number of units that the labels stand for, sum (1/pi - 1): that of a spread
   * of 1 throughout; NaN where a probability was too small for its inverse to be a number.
   */
  public double ofCount() {
    return Double.isFinite(ofCount) ? Math.max(ofCount, 0) : Double.NaN;
  }
}
