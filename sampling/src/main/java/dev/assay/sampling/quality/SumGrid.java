package dev.assay.sampling.quality;

/**
 * A grid of numbers whose sums are exact, so that they are the same in any order and with any
 * number of threads.
 *
 * <p>A double holds multiples of a step s exactly up to 2^53 s. Numbers that are rounded to
 * multiples of s and whose sums stay below that therefore add up without any further rounding, and
 * addition is associative and commutative. The step is chosen for a bound on the sums: 2^-51 of it.
 * What is lost is of the size that the last bits of a plain sum would have been.
 *
 * <p>Immutable.
 */
public final class SumGrid {
  private static final int BITS = 51;

  /** Adding this number and taking it away again rounds to the grid. */
  private final double anchor;

  private SumGrid(double anchor) {
    this.anchor = anchor;
  }

  /**
   * The grid for sums whose parts, taken without their signs, add up to no more than a bound.
   *
   * @param bound 0 or more; what is below 1 counts as 1
   */
  public static SumGrid upTo(double bound) {
    int exponent = Math.getExponent(Math.max(1, bound)) + 1 - BITS;
    return new SumGrid(1.5 * Math.scalb(1.0, exponent + 52));
  }

  /** The number of the grid that is next to a number within the bound. */
  public double round(double value) {
    return value + anchor - anchor;
  }
}
