package dev.assay.sampling.quality;

/**
 * The probability of each class for each of a number of items. Not changed once it was handed out.
 */
public interface ClassProbabilities {
  /** The number of items. */
  int itemCount();

  /** The number of classes. */
  int classCount();

  /** The probability of a class for an item, in [0, 1]. */
  double of(int item, int label);

  /**
   * The classes among which the most probable ones of an item are, ascending; not to be changed.
   */
  int[] likely(int item);

  /** The probabilities of all classes for an item. */
  default double[] row(int item) {
    double[] row = new double[classCount()];
    for (int label = 0; label < row.length; label++) {
      row[label] = of(item, label);
    }
    return row;
  }

  /**
   * Probabilities item by item in one row-major array, which is kept.
   *
   * @param classCount the number of classes
   */
  static ClassProbabilities dense(double[] values, int classCount) {
    return new DenseProbabilities(values, classCount);
  }
}
