package dev.assay.sampling.estimate.metric;

/** The rows of binary classification: which of four totals an item counts in. */
public final class Confusion {
  /** Predicted positive and positive. */
  public static final int TRUE_POSITIVE = 0;

  /** Predicted positive and negative. */
  public static final int FALSE_POSITIVE = 1;

  /** Predicted negative and positive. */
  public static final int FALSE_NEGATIVE = 2;

  /** Predicted negative and negative. */
  public static final int TRUE_NEGATIVE = 3;

  /** The number of totals. */
  public static final int WIDTH = 4;

  private Confusion() {}

  /** The total that an item counts in. */
  public static int cell(boolean positive, boolean predicted) {
    if (predicted) {
      return positive ? TRUE_POSITIVE : FALSE_POSITIVE;
    }
    return positive ? FALSE_NEGATIVE : TRUE_NEGATIVE;
  }

  /** One row a label. */
  public static double[][] rows(boolean[] positive, boolean[] predicted) {
    double[][] rows = new double[positive.length][WIDTH];
    for (int i = 0; i < rows.length; i++) {
      rows[i][cell(positive[i], predicted[i])] = 1;
    }
    return rows;
  }
}
