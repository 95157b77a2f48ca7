package dev.assay.bench.data;

import dev.assay.datasets.Dataset;
import dev.assay.sampling.learn.LogisticRegression;

/**
 * Rows of numbers, each of one class.
 *
 * @param features one row for each item, finite, all of the same length
 * @param labels the class of each item, 0-based
 * @param classCount the number of classes
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; not compared
public record Examples(double[][] features, int[] labels, int classCount) {

  /** A data set without its names. */
  static Examples of(Dataset dataset) {
    return new Examples(dataset.features(), dataset.classes(), dataset.classNames().size());
  }

  /** The number of items. */
  public int size() {
    return labels.length;
  }

  /** Some of the items, in the order given; rows are shared, not copied. */
  public Examples of(int[] items) {
    double[][] rows = new double[items.length][];
    int[] some = new int[items.length];
    for (int i = 0; i < items.length; i++) {
      rows[i] = features[items[i]];
      some[i] = labels[items[i]];
    }
    return new Examples(rows, some, classCount);
  }

  /**
   * A logistic regression of these.
   *
   * @param c inverse strength of its penalty, positive
   */
  public LogisticRegression logistic(double c) {
    return LogisticRegression.train(features, labels, classCount, c);
  }

  /** The same rows with two classes: 1 where the class is this one, else 0. */
  public Examples against(int label) {
    int[] binary = new int[labels.length];
    for (int i = 0; i < binary.length; i++) {
      binary[i] = labels[i] == label ? 1 : 0;
    }
    return new Examples(features, binary, 2);
  }
}
