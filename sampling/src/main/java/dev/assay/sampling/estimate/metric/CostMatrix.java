package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;

/**
 * What each kind of error costs: turns labels and predictions into the values that a mean estimator
 * averages, and class probabilities into their control variate. Immutable.
 */
public final class CostMatrix {
  private final double[][] cost;

  /**
   * @param cost {@code cost[label][predicted]}, finite and at least 0, square
   */
  public CostMatrix(double[][] cost) {
    this.cost = new double[cost.length][];
    for (int label = 0; label < cost.length; label++) {
      Require.sameLength("cost[" + label + "]", cost[label].length, cost.length);
      Require.finite("cost[" + label + "]", cost[label]);
      for (double entry : cost[label]) {
        if (entry < 0) {
          throw new InvalidInputException(
              "cost[" + label + "]", "has " + entry + "; give costs of at least 0");
        }
      }
      this.cost[label] = cost[label].clone();
    }
  }

  /** The cost of a prediction. */
  public double of(int label, int predicted) {
    return cost[label][predicted];
  }

  /** The cost of each label's prediction. */
  public double[] values(int[] label, int[] predicted) {
    Require.sameLength("predicted", predicted.length, label.length);
    double[] result = new double[label.length];
    for (int i = 0; i < result.length; i++) {
      int actual = ClassTotals.check(label[i], cost.length);
      result[i] = cost[actual][ClassTotals.check(predicted[i], cost.length)];
    }
    return result;
  }

  /**
   * The expected cost of each item's prediction.
   *
   * @param probability of each item and class
   */
  public double[] expected(double[][] probability, int[] predicted) {
    Require.sameLength("predicted", predicted.length, probability.length);
    double[] result = new double[probability.length];
    for (int i = 0; i < result.length; i++) {
      Require.sameLength("probability[" + i + "]", probability[i].length, cost.length);
      int claimed = ClassTotals.check(predicted[i], cost.length);
      for (int label = 0; label < cost.length; label++) {
        result[i] += probability[i][label] * cost[label][claimed];
      }
    }
    return result;
  }
}
