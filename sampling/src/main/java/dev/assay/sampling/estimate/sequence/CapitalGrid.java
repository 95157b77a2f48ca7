package dev.assay.sampling.estimate.sequence;

import java.util.Arrays;

/**
 * The hedged capital of betting against every candidate mean on a grid over [0, 1].
 *
 * <p>K+ multiplies by 1 + stake (x - mu), K- by 1 - stake (x - mu); stakes are cut so that neither
 * can lose more than half at once. A candidate whose next mean cannot be is out for good.
 */
final class CapitalGrid {
  private static final double MOST_LOST = 0.5;

  private final int breaks;
  private final double threshold;
  private final double[] above;
  private final double[] below;
  private double low = 0;
  private double high = 1;

  /**
   * @param breaks the grid's step is 1/breaks; the ends are widened by one step
   */
  CapitalGrid(int breaks, double alpha) {
    this.breaks = breaks;
    this.threshold = 1 / alpha;
    this.above = new double[breaks + 1];
    this.below = new double[breaks + 1];
    Arrays.fill(above, 1);
    Arrays.fill(below, 1);
  }

  /**
   * Takes in x, whose mean under candidate m is (m - offset) scale and which lies in [least, most].
   */
  void observe(double x, double offset, double scale, double least, double most, BettingRule rule) {
    for (int j = 0; j <= breaks; j++) {
      double mean = ((double) j / breaks - offset) * scale;
      if (mean < least || mean > most) {
        above[j] = Double.POSITIVE_INFINITY;
      } else {
        double up = Math.min(rule.above(mean), MOST_LOST / (mean - least));
        double down = Math.min(rule.below(mean), MOST_LOST / (most - mean));
        above[j] *= 1 + gain(up, x - mean);
        below[j] *= 1 - gain(down, x - mean);
      }
    }
    rule.observe(x);
    intersect();
  }

  /**
   * An unbounded stake meets an observation that cannot lose: nothing is gained where it is even.
   */
  private static double gain(double stake, double surprise) {
    return surprise == 0 ? 0 : stake * surprise;
  }

  private void intersect() {
    int first = 0;
    int last = breaks;
    while (first <= breaks && excluded(first)) {
      first++;
    }
    while (last > first && excluded(last)) {
      last--;
    }
    // Every candidate excluded: the band so far is all that can be said.
    if (first <= breaks) {
      low = Math.min(Math.max(low, (first - 1.0) / breaks), high);
      high = Math.max(Math.min(high, (last + 1.0) / breaks), low);
    }
  }

  private boolean excluded(int j) {
    return Math.max(above[j], below[j]) / 2 > threshold;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }
}
