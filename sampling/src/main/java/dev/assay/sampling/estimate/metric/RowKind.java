package dev.assay.sampling.estimate.metric;

import static dev.assay.sampling.estimate.metric.ClassTotals.ACTUAL;
import static dev.assay.sampling.estimate.metric.ClassTotals.HIT;
import static dev.assay.sampling.estimate.metric.ClassTotals.PREDICTED;
import static dev.assay.sampling.estimate.metric.ClassTotals.column;

/** Which row an item with one label and one prediction contributes. */
enum RowKind {
  /** The rows of {@link Confusion}; class 1 is the positive one. */
  CONFUSION {
    @Override
    void add(double[] row, int label, int predicted, double weight) {
      row[Confusion.cell(label == 1, predicted == 1)] += weight;
    }

    @Override
    double along(double[] gradient, int label, int predicted) {
      return gradient[Confusion.cell(label == 1, predicted == 1)];
    }
  },
  /** The rows of {@link ClassTotals}. */
  CLASS_TOTALS {
    @Override
    void add(double[] row, int label, int predicted, double weight) {
      row[column(label, ACTUAL)] += weight;
      row[column(predicted, PREDICTED)] += weight;
      row[column(label, HIT)] += label == predicted ? weight : 0;
    }

    @Override
    double along(double[] gradient, int label, int predicted) {
      double hit = label == predicted ? gradient[column(label, HIT)] : 0;
      return hit + gradient[column(label, ACTUAL)] + gradient[column(predicted, PREDICTED)];
    }
  };

  /** Adds the row, times the weight. */
  abstract void add(double[] row, int label, int predicted, double weight);

  /** The row's product with the gradient. */
  abstract double along(double[] gradient, int label, int predicted);
}
