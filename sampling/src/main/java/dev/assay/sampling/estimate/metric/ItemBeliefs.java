package dev.assay.sampling.estimate.metric;

/**
 * What is believed of the rows of items whose label is not there yet.
 *
 * <p>Of an item's row a and a gradient d, the contribution d'a is a random number; its moments
 * under the beliefs make control variates, designs and intervals.
 */
public interface ItemBeliefs {
  /** The number of items. */
  int count();

  /** The number of columns of a row. */
  int width();

  /** Writes the item's expected row into {@code row}. */
  void expected(int item, double[] row);

  /** Writes the moments of d'a and of its deviation from the mean. */
  ResidualMoments residual(int item, double[] gradient);

  /** The same beliefs mixed with an even spread: (1 - share) p + share/K, share in [0, 1]. */
  ItemBeliefs flattened(double share);

  /** The sum of the expected rows. */
  default double[] expectedTotals() {
    double[] totals = new double[width()];
    double[] row = new double[width()];
    for (int i = 0; i < count(); i++) {
      expected(i, row);
      for (int k = 0; k < row.length; k++) {
        totals[k] += row[k];
      }
    }
    return totals;
  }
}
