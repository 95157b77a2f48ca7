package dev.assay.sampling.balance;

import dev.assay.sampling.Require;
import dev.assay.sampling.design.KeyOrder;

/**
 * Where a model of two classes should draw the line, from probabilities of rows that it had not
 * seen the labels of: the threshold of greatest F1 of the smaller class. With it tuned, no
 * balancing of the rows gains anything that lasts (docs/training-sets.md has the figures).
 *
 * @param positiveClass the smaller class, of equals the second
 * @param threshold the probability of it from which on a row is taken to be of it, in (0, 1)
 * @param f1 what the threshold reaches on these rows
 * @param f1AtHalf what one half reaches on them
 */
public record Threshold(int positiveClass, double threshold, double f1, double f1AtHalf) {

  /**
   * The threshold of greatest F1, half-way to the next row; of equals the highest.
   *
   * @param rows of two classes
   * @param probabilities of the classes for each row, out of fold
   */
  public static Threshold of(LabelledRows rows, double[][] probabilities) {
    Require.count(rows.classCount(), 2, 2, "number of classes of a threshold");
    int[] sizes = rows.sizes();
    int positive = sizes[0] < sizes[1] ? 0 : 1;
    double[] p = new double[rows.count()];
    double[] descending = new double[p.length];
    for (int row = 0; row < p.length; row++) {
      p[row] = probabilities[row][positive];
      descending[row] = -p[row];
    }
    int[] order = KeyOrder.ascending(descending);
    double best = 0;
    double threshold = .5;
    int hits = 0;
    for (int k = 0; k < order.length; k++) {
      hits += rows.classes()[order[k]] == positive ? 1 : 0;
      boolean isLastOfEqual = k + 1 == order.length || p[order[k + 1]] < p[order[k]];
      double f1 = 2.0 * hits / (k + 1 + sizes[positive]);
      if (isLastOfEqual && f1 > best) {
        best = f1;
        double next = k + 1 == order.length ? 0 : p[order[k + 1]];
        threshold = (p[order[k]] + next) / 2;
      }
    }
    return new Threshold(positive, threshold, best, f1(rows, p, positive, .5));
  }

  private static double f1(LabelledRows rows, double[] p, int positive, double threshold) {
    int hits = 0;
    int said = 0;
    int are = 0;
    for (int row = 0; row < p.length; row++) {
      boolean is = rows.classes()[row] == positive;
      are += is ? 1 : 0;
      said += p[row] >= threshold ? 1 : 0;
      hits += is && p[row] >= threshold ? 1 : 0;
    }
    return said + are == 0 ? 0 : 2.0 * hits / (said + are);
  }
}
