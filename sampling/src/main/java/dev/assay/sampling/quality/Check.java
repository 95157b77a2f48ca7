package dev.assay.sampling.quality;

import dev.assay.sampling.quality.InvalidVotesException.Reason;

/** The checks of input that everything about votes shares. */
public final class Check {
  /** How far the probabilities of a row may add up beside 1. */
  public static final double ROW_TOLERANCE = 1e-3;

  private Check() {}

  /** Checks that a number lies in [least, most]. */
  public static void range(int value, int least, int most, Reason reason, String name) {
    if (value < least || value > most) {
      throw new InvalidVotesException(
          reason, name + " is " + value + "; it must be in [" + least + ", " + most + "]");
    }
  }

  /** Checks that a number lies in [least, most] and is no NaN. */
  public static double setting(double value, double least, double most, String name) {
    if (!(value >= least && value <= most)) {
      throw new InvalidVotesException(
          Reason.SETTING_OUT_OF_RANGE,
          name + " is " + value + "; it must be in [" + least + ", " + most + "]");
    }
    return value;
  }

  /** Checks that two arrays describe the same things. */
  public static void sameLength(int expected, int actual, String name) {
    if (expected != actual) {
      throw new InvalidVotesException(
          Reason.LENGTH_MISMATCH,
          name + " has " + actual + " entries where " + expected + " are needed");
    }
  }

  /** Checks that numbers are probabilities that add up to 1. */
  public static void distribution(double[] probabilities, String name) {
    double total = 0;
    for (double probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new InvalidVotesException(
            Reason.PROBABILITY_OUT_OF_RANGE, name + " has " + probability + ", not in [0, 1]");
      }
      total += probability;
    }
    if (Math.abs(total - 1) > ROW_TOLERANCE) {
      throw new InvalidVotesException(
          Reason.PROBABILITY_OUT_OF_RANGE, name + " adds up to " + total + ", not to 1");
    }
  }
}
