package dev.assay.sampling.estimate;

/**
 * The default estimate over rounds: a number, its standard error and its interval.
 *
 * @param mean cut to what the labels prove: no less than those found, no more than those not
 *     cleared
 * @param standardError of the estimate before it was cut
 * @param interval at the level asked
 */
public record IntervalEstimate(double mean, double standardError, Interval interval) {
  /**
   * With {@link ResidualMidP}. Of more than half the pool it is that of {@link
   * DifferenceEstimate#complement}, carried back: without beliefs the weighted sum of the rarer
   * side is the better estimate of the two.
   */
  public static IntervalEstimate of(DifferenceEstimate estimate, double level) {
    if (estimate.mean() <= 0.5) {
      return cut(estimate, ResidualMidP.of(estimate, level));
    }
    DifferenceEstimate rest = estimate.complement();
    IntervalEstimate mirrored = cut(rest, ResidualMidP.of(rest, level));
    return new IntervalEstimate(
        1 - mirrored.mean, mirrored.standardError, mirrored.interval.complement());
  }

  private static IntervalEstimate cut(DifferenceEstimate estimate, Interval interval) {
    double found = 0;
    for (int i = 0; i < estimate.labelCount(); i++) {
      found += estimate.z(i);
    }
    double units = estimate.populationCount();
    double floor = found / units;
    double ceiling = Math.max(floor, 1 - (estimate.labelCount() - found) / units);
    double mean = Math.min(Math.max(estimate.mean(), floor), ceiling);
    return new IntervalEstimate(mean, estimate.standardError(), interval);
  }
}
