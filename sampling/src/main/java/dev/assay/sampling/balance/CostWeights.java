package dev.assay.sampling.balance;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.Require;

/**
 * Weighs every row by what mistaking its class costs in all: {@code w_c} proportional to the sum of
 * row c of the cost matrix, scaled so that the rows weigh as much as there are of them (Ting 2002,
 * "An instance-weighting method to induce cost-sensitive trees", equation 1).
 */
public final class CostWeights implements Balancing {
  private final double[][] costs;

  /**
   * Weights by costs.
   *
   * @param costs what it costs to take a row of class i (first index) for class j; finite, not
   *     negative, the diagonal 0
   */
  public CostWeights(double[][] costs) {
    for (int i = 0; i < costs.length; i++) {
      Require.sameLength(costs.length, costs[i].length, "cost");
      Require.finite(costs[i], "cost");
      for (int j = 0; j < costs.length; j++) {
        if (costs[i][j] < 0 || (i == j && costs[i][j] != 0)) {
          throw Require.invalid(
              InvalidDesignInputException.Reason.COST_NOT_POSITIVE,
              "cost of taking class "
                  + i
                  + " for "
                  + j
                  + " must be 0 or more, and 0 on the diagonal, not "
                  + costs[i][j]);
        }
      }
    }
    this.costs = costs;
  }

  @Override
  public String name() {
    return "cost-weights";
  }

  @Override
  public String summary() {
    return "every row by what mistaking its class costs (Ting 2002)";
  }

  @Override
  public Balanced balance(LabelledRows rows, long seed) {
    Require.sameLength(rows.classCount(), costs.length, "class of the costs");
    double[] byClass = new double[costs.length];
    for (int c = 0; c < costs.length; c++) {
      for (double cost : costs[c]) {
        byClass[c] += cost;
      }
    }
    int[] sizes = rows.sizes();
    double sum = 0;
    for (int c = 0; c < sizes.length; c++) {
      sum += sizes[c] * byClass[c];
    }
    if (sum <= 0) {
      throw Require.invalid(
          InvalidDesignInputException.Reason.COST_NOT_POSITIVE,
          "no class that has rows costs anything: give a cost above 0");
    }
    double[] weights = new double[rows.count()];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = byClass[rows.classes()[row]] * rows.count() / sum;
    }
    return Balanced.weighted(weights);
  }
}
