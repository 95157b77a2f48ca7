package dev.assay.sampling.estimate;

/**
 * The default estimate over rounds: a number, its standard error and the interval that is
 * calibrated for the case, which says by its method which one was chosen.
 *
 * @param mean cut to what the labels prove: no less than those found, no more than those not
 *     cleared
 * @param standardError of the estimate before it was cut
 * @param interval at the level asked
 */
public record IntervalEstimate(double mean, double standardError, Interval interval) {
  /**
   * Chooses by the values and beliefs.
   *
   * <ul>
   *   <li>One-hot beliefs (g in {0, 1}, some 1), as for the prevalence of a class: {@link
   *       PrevalenceInterval}.
   *   <li>Errors, or a class without beliefs, of at most half the pool: {@link GammaMidP}.
   *   <li>Of more than half: {@link GammaMidP} of {@link DifferenceEstimate#complement}, carried
   *       back, since a gamma fits the rarer side.
   * </ul>
   */
  public static IntervalEstimate of(DifferenceEstimate estimate, double level) {
    if (isOneHot(estimate)) {
      return cut(estimate, PrevalenceInterval.of(estimate, level));
    }
    if (estimate.mean() <= 0.5) {
      return cut(estimate, GammaMidP.of(estimate, level));
    }
    DifferenceEstimate rest = estimate.complement();
    IntervalEstimate mirrored = cut(rest, GammaMidP.of(rest, level));
    return new IntervalEstimate(
        1 - mirrored.mean, mirrored.standardError, mirrored.interval.complement());
  }

  private static boolean isOneHot(DifferenceEstimate estimate) {
    boolean claimed = false;
    for (int i = 0; i < estimate.labelCount(); i++) {
      double g = estimate.g(i);
      if (g != 0 && g != 1) {
        return false;
      }
      claimed |= g == 1;
    }
    return claimed;
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
