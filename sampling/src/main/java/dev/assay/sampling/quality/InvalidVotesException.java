package dev.assay.sampling.quality;

/**
 * Votes, or settings of what reads them, cannot be used.
 *
 * <p>One type for the package, told apart by {@link #reason()}; the message names the offending
 * value and the remedy.
 */
public final class InvalidVotesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Why the input was refused. */
  public enum Reason {
    /** Fewer than two classes, or more than {@link VoteTable#MAX_CLASSES}. */
    CLASS_COUNT_OUT_OF_RANGE,
    /** An item number lies outside of its range. */
    ITEM_OUT_OF_RANGE,
    /** An annotator number lies outside of its range. */
    ANNOTATOR_OUT_OF_RANGE,
    /** A class number lies outside of its range. */
    CLASS_OUT_OF_RANGE,
    /** Arrays that describe the same things differ in length. */
    LENGTH_MISMATCH,
    /** A probability lies outside of its range, or is NaN, or a row does not add up to 1. */
    PROBABILITY_OUT_OF_RANGE,
    /** A setting lies outside of its range. */
    SETTING_OUT_OF_RANGE,
    /** The method needs the probabilities of a model, and none were given. */
    MODEL_MISSING,
    /** The computation asked for would exceed its named limit of memory. */
    TOO_LARGE
  }

  private final Reason reason;

  /**
   * Creates the failure.
   *
   * @param reason why the input was refused
   * @param message the offending value and the remedy
   */
  public InvalidVotesException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why the input was refused. */
  public Reason reason() {
    return reason;
  }
}
