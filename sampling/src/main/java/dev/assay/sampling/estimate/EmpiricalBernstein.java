package dev.assay.sampling.estimate;

/**
 * The empirical Bernstein interval for the mean of independent bounded values: valid for every
 * sample size and distribution, and wide for it. With probability at least the level the mean is
 * within sqrt(2 V log(4/a)/n) + 7 b log(4/a)/(3 (n - 1)), V the sample variance, b the range, a = 1
 * - level. Source: Maurer and Pontil (2009), "Empirical Bernstein bounds and sample variance
 * penalization", theorem 4, both sides.
 */
public final class EmpiricalBernstein {
  /** The name that its intervals carry. */
  public static final String NAME = "empirical-bernstein";

  private EmpiricalBernstein() {}

  /**
   * The interval, clipped to the values' range; a single value gives the range itself.
   *
   * @param values each within [lowest, highest]
   */
  public static Interval of(double[] values, double lowest, double highest, double level) {
    Require.level(level);
    Require.anyLabel(values.length);
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= lowest && values[i] <= highest)) {
        throw new InvalidInputException(
            "values[" + i + "]",
            "is " + values[i] + ", outside its range [" + lowest + ", " + highest + "]");
      }
      mean += values[i] / values.length;
    }
    if (values.length == 1) {
      return new Interval(lowest, highest, level, NAME);
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double logTerm = StrictMath.log(4 / (1 - level));
    double variance = squares / (values.length - 1);
    double half =
        StrictMath.sqrt(2 * variance * logTerm / values.length)
            + 7 * (highest - lowest) * logTerm / (3.0 * (values.length - 1));
    return new Interval(Math.max(lowest, mean - half), Math.min(highest, mean + half), level, NAME);
  }
}
