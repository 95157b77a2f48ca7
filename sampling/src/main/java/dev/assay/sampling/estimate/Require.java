package dev.assay.sampling.estimate;

/** Argument checks that several estimators share; each throws {@link InvalidInputException}. */
public final class Require {
  private Require() {}

  /** A nominal level inside (0, 1). */
  public static void level(double level) {
    if (!(level > 0 && level < 1)) {
      throw new InvalidInputException(
          "level", "is " + level + "; give a coverage inside (0, 1), such as 0.9");
    }
  }

  /** 0 &lt;= value &lt;= 1. */
  public static void unitInterval(String field, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= 0 && values[i] <= 1)) {
        throw new InvalidInputException(
            field + "[" + i + "]", "is " + values[i] + "; give a value in [0, 1]");
      }
    }
  }

  /** Finite values. */
  public static void finite(String field, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        finite(field + "[" + i + "]", values[i]);
      }
    }
  }

  /** A finite value. */
  public static void finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidInputException(field, "is " + value + "; give a finite number");
    }
  }

  /** Inclusion probabilities: 0 &lt; value &lt;= 1, with a finite inverse. */
  public static void inclusionProbabilities(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] > 0 && values[i] <= 1)) {
        throw new InvalidInputException(
            "inclusionProbability[" + i + "]",
            "is " + values[i] + "; a labelled item was drawn with a probability in (0, 1]");
      }
      if (1 / values[i] == Double.POSITIVE_INFINITY) {
        throw new WeightOverflowException("the inverse of inclusionProbability[" + i + "]");
      }
    }
  }

  /** Columns of one length. */
  public static void sameLength(String field, int length, int expected) {
    if (length != expected) {
      throw new InvalidInputException(
          field, "has " + length + " entries; give one for each of the " + expected + " labels");
    }
  }

  /** At least one label. */
  public static void anyLabel(int labelCount) {
    if (labelCount == 0) {
      throw new NoLabelException();
    }
  }

  /** A population that holds the labels. */
  public static void population(long populationCount, long labelCount) {
    if (populationCount < labelCount || populationCount < 1) {
      throw new InvalidInputException(
          "populationCount",
          "is " + populationCount + ", below the " + labelCount + " labels drawn from it");
    }
  }

  /** A result that did not overflow. */
  public static double noOverflow(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new WeightOverflowException(what);
    }
    return value;
  }
}
