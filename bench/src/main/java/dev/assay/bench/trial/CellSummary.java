package dev.assay.bench.trial;

import java.util.List;

/**
 * What was measured of a cell, over all splits.
 *
 * @param key what it is about
 * @param splits the number of splits
 * @param draws of each split
 * @param meanSquaredError averaged over the splits
 * @param isExact whether a formula gave it, rather than the draws
 * @param withReplacement relative efficiency against random draws with replacement
 * @param withoutReplacement relative efficiency against random draws without
 * @param withRecommended relative efficiency against the recommended method with the same score, or
 *     with its first where this method uses none
 * @param bias the mean error
 * @param biasZ the mean error over its standard error
 * @param coverages of the intervals, the recommended one first
 */
public record CellSummary(
    CellKey key,
    int splits,
    long draws,
    double meanSquaredError,
    boolean isExact,
    Ratio withReplacement,
    Ratio withoutReplacement,
    Ratio withRecommended,
    double bias,
    double biasZ,
    List<Coverage> coverages) {
  /** The score of methods that use none. */
  public static final String NO_SCORE = "none";

  /**
   * A ratio of mean squared errors, each averaged over the splits.
   *
   * @param value NaN where there is nothing to compare with, infinite where the method made no
   *     error at all
   * @param error by bootstrap over the splits; of a single split over its draws
   */
  public record Ratio(double value, double error) {}

  /**
   * How an interval did.
   *
   * @param interval its method
   * @param share of the draws in which it held the truth
   * @param error of the share, over the splits; of a single split over its draws
   * @param low the mean low end
   * @param high the mean high end
   */
  public record Coverage(String interval, double share, double error, double low, double high) {
    /** The mean width. */
    public double width() {
      return high - low;
    }
  }
}
