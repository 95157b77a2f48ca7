package dev.assay.sampling.estimate;

/**
 * A closed interval with its nominal level and the method that produced it.
 *
 * @param low at most {@code high}
 * @param high at least {@code low}
 * @param level nominal coverage, inside (0, 1)
 * @param method the method's name, as the registry of intervals knows it
 */
public record Interval(double low, double high, double level, String method) {
  public Interval {
    if (!(low <= high)) {
      throw new InvalidInputException("low", "is " + low + ", above high " + high);
    }
    Require.level(level);
  }

  /** Whether the value lies in the interval, ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** high - low. */
  public double width() {
    return high - low;
  }

  /** The interval of 1 - x where this is the interval of x: accuracy from error. */
  public Interval complement() {
    return new Interval(1 - high, 1 - low, level, method);
  }
}
