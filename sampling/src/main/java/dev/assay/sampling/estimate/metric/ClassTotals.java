package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.InvalidInputException;

/**
 * The rows of classification into several classes, one label an item or several: for each class in
 * turn, whether it was predicted rightly, predicted, and there.
 */
public final class ClassTotals {
  /** Offset of the true positives within a class's three columns. */
  public static final int HIT = 0;

  /** Offset of the predictions. */
  public static final int PREDICTED = 1;

  /** Offset of the labels. */
  public static final int ACTUAL = 2;

  private ClassTotals() {}

  /** The column of a class and offset. */
  public static int column(int label, int offset) {
    return 3 * label + offset;
  }

  /** One row an item that may have several classes, or none. */
  public static double[][] rows(boolean[][] label, boolean[][] predicted) {
    double[][] rows = new double[label.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[3 * label[i].length];
      for (int k = 0; k < label[i].length; k++) {
        rows[i][column(k, HIT)] = label[i][k] && predicted[i][k] ? 1 : 0;
        rows[i][column(k, PREDICTED)] = predicted[i][k] ? 1 : 0;
        rows[i][column(k, ACTUAL)] = label[i][k] ? 1 : 0;
      }
    }
    return rows;
  }

  static int check(int label, int classCount) {
    if (label < 0 || label >= classCount) {
      throw new InvalidInputException("label", "is " + label + " of " + classCount + " classes");
    }
    return label;
  }
}
