package dev.assay.sampling;

/**
 * A sampling design, an allocation or a strata builder was given input that it cannot honestly use.
 *
 * <p>One type for all of them, told apart by {@link #reason()}: callers that map failures to a wire
 * status switch on the reason; the message names the offending value and the remedy.
 */
public final class InvalidDesignInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Why the input was refused. */
  public enum Reason {
    /** There is no unit to draw from. */
    POPULATION_EMPTY,
    /** A size (score) is NaN or infinite. */
    SIZE_NOT_FINITE,
    /** A size (score) is below zero. */
    SIZE_NEGATIVE,
    /** No size is positive, so that nothing says which units matter. */
    SIZES_ALL_ZERO,
    /** The budget is zero, negative or NaN. */
    BUDGET_NOT_POSITIVE,
    /** The budget is greater than the number of units to draw from. */
    BUDGET_ABOVE_POPULATION,
    /** The units asked for with certainty leave nothing of the budget for the others. */
    CERTAINTIES_ABOVE_BUDGET,
    /** The budget cannot give every stratum its least number of draws. */
    BUDGET_BELOW_STRATA,
    /** A stratum has no unit. */
    STRATUM_EMPTY,
    /** A stratum number lies outside of its range. */
    STRATUM_OUT_OF_RANGE,
    /** A lower bound exceeds its upper bound, or the bounds cannot meet the budget. */
    BOUNDS_INFEASIBLE,
    /** A probability lies outside of its range, or is NaN. */
    PROBABILITY_OUT_OF_RANGE,
    /** The inclusion probabilities of a fixed-size design do not add up to a whole number. */
    TOTAL_NOT_WHOLE,
    /** A share, such as the floor's, lies outside of [0, 1], or is NaN. */
    SHARE_OUT_OF_RANGE,
    /** Arrays that describe the same units differ in length. */
    LENGTH_MISMATCH,
    /** An order of units repeats or misses one. */
    NOT_A_PERMUTATION,
    /** The design needs strata, coordinates or costs that the frame does not carry. */
    AUXILIARY_MISSING,
    /** A coordinate, attribute or label is NaN or infinite. */
    VALUE_NOT_FINITE,
    /** A cost is zero, negative, NaN or infinite. */
    COST_NOT_POSITIVE,
    /** A count, such as that of bins or of clusters, is out of its range. */
    COUNT_OUT_OF_RANGE,
    /** The exact computation asked for would exceed its named limit of memory or time. */
    TOO_LARGE,
    /** Labels were handed in while none were awaited. */
    LABELS_NOT_EXPECTED,
    /** A proposal was asked for before the labels of the last one were handed in. */
    LABELS_AWAITED
  }

  private final Reason reason;

  /**
   * Creates the failure.
   *
   * @param reason why the input was refused
   * @param message the offending value and the remedy
   */
  public InvalidDesignInputException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why the input was refused. */
  public Reason reason() {
    return reason;
  }
}
