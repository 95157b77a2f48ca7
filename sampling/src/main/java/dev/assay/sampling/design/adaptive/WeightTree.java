package dev.assay.sampling.design.adaptive;

/**
 * Weights of units that change one at a time, with draws in proportion to them, both in logarithmic
 * time.
 *
 * <p>A complete binary tree of sums: a changed weight recomputes the sums on its path from their
 * two parts, so that rounding does not pile up and a removed unit weighs exactly 0.
 */
final class WeightTree {

  private final double[] sums;
  private final int leaves;

  /** Weights: finite, 0 or more, with a finite sum. */
  WeightTree(double[] weights) {
    int size = 1;
    while (size < weights.length) {
      size *= 2;
    }
    leaves = size;
    sums = new double[2 * size];
    System.arraycopy(weights, 0, sums, size, weights.length);
    for (int node = size - 1; node > 0; node--) {
      sums[node] = sums[2 * node] + sums[2 * node + 1];
    }
  }

  double total() {
    return sums[1];
  }

  double weight(int unit) {
    return sums[leaves + unit];
  }

  void set(int unit, double weight) {
    int node = leaves + unit;
    sums[node] = weight;
    for (node /= 2; node > 0; node /= 2) {
      sums[node] = sums[2 * node] + sums[2 * node + 1];
    }
  }

  /**
   * The unit at a point of the line on which the weights lie end to end; never one of weight 0
   * while the total is positive.
   *
   * @param point in [0, total)
   */
  int at(double point) {
    double left = point;
    int node = 1;
    while (node < leaves) {
      node *= 2;
      // Rounding may carry the point past the last positive part: then it stays in that.
      if (left >= sums[node] && sums[node + 1] > 0) {
        left -= sums[node];
        node++;
      }
    }
    return node - leaves;
  }
}
