package dev.assay.bench.compress;

import dev.assay.bench.data.Examples;
import dev.assay.sampling.learn.LogisticRegression;
import java.util.Arrays;

/**
 * The rows that a method keeps.
 *
 * @param rows in any order
 * @param weights of each, mean 1
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record Kept(int[] rows, double[] weights) {
  private static final double C = 1;

  /** Rows that all weigh the same. */
  static Kept even(int[] rows) {
    double[] ones = new double[rows.length];
    Arrays.fill(ones, 1);
    return new Kept(rows, ones);
  }

  /** A logistic regression of them. */
  LogisticRegression train(Examples training) {
    Examples own = training.of(rows);
    return LogisticRegression.train(own.features(), own.labels(), weights, own.classCount(), C);
  }

  /** For each class the share of its rows that a model is right on; 0 for classes without rows. */
  static double[] classAccuracies(LogisticRegression model, Examples on) {
    double[] right = new double[on.classCount()];
    int[] sizes = new int[on.classCount()];
    double[] p = new double[on.classCount()];
    for (int row = 0; row < on.size(); row++) {
      model.probabilities(on.features()[row], p);
      int said = 0;
      for (int k = 1; k < p.length; k++) {
        said = p[k] > p[said] ? k : said;
      }
      sizes[on.labels()[row]]++;
      right[on.labels()[row]] += said == on.labels()[row] ? 1 : 0;
    }
    for (int label = 0; label < right.length; label++) {
      right[label] = sizes[label] == 0 ? 0 : right[label] / sizes[label];
    }
    return right;
  }

  /** The share of rows that a model is right on. */
  static double accuracy(LogisticRegression model, Examples on) {
    double[] byClass = classAccuracies(model, on);
    double right = 0;
    for (int label : on.labels()) {
      right += byClass[label];
    }
    return right / on.size();
  }
}
