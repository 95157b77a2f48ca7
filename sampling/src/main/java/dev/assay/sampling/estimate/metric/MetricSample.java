package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.MissingColumnException;
import dev.assay.sampling.estimate.Require;
import dev.assay.sampling.estimate.SampleSize;
import org.jspecify.annotations.Nullable;

/** The rows of labelled items, with how likely each was to be drawn. Immutable. */
public final class MetricSample {
  private final double[][] rows;
  private final DesignWeights weights;
  private final @Nullable ItemBeliefs beliefs;
  private final double[] controlTotals;

  private MetricSample(
      double[][] rows,
      DesignWeights weights,
      @Nullable ItemBeliefs beliefs,
      double[] controlTotals) {
    this.rows = rows;
    this.weights = weights;
    this.beliefs = beliefs;
    this.controlTotals = controlTotals;
  }

  /**
   * A single sample without replacement.
   *
   * @param rows one a label, all of one width, finite
   * @param inclusionProbability in (0, 1]
   */
  public static MetricSample of(
      double[][] rows, double[] inclusionProbability, SampleSize sampleSize) {
    Require.anyLabel(rows.length);
    return of(rows, DesignWeights.ofSample(inclusionProbability, sampleSize));
  }

  /**
   * The labels of several rounds, or of any design whose weights are known: those of a {@link
   * dev.assay.sampling.estimate.DifferenceEstimate} over them.
   *
   * @param rows one a label, all of one width, finite
   */
  public static MetricSample of(double[][] rows, DesignWeights weights) {
    Require.anyLabel(rows.length);
    Require.sameLength("weights", weights.count(), rows.length);
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      if (!isFine(rows[i], rows[0].length)) { // a name for each row costs more than all else here
        Require.finite("rows[" + i + "]", rows[i]);
        Require.sameLength("rows[" + i + "]", rows[i].length, rows[0].length);
      }
      copy[i] = rows[i].clone();
    }
    return new MetricSample(copy, weights, null, new double[0]);
  }

  private static boolean isFine(double[] row, int width) {
    boolean finite = row.length == width;
    for (double value : row) {
      finite &= Double.isFinite(value);
    }
    return finite;
  }

  /**
   * With beliefs about each labelled item, fixed before the labels and the same in every round, as
   * control variate.
   *
   * @param known of the labelled items, in their order
   * @param totals of the expected rows over the whole pool
   */
  public MetricSample withBeliefs(ItemBeliefs known, double[] totals) {
    Require.sameLength("beliefs", known.count(), rows.length);
    Require.sameLength("controlTotals", totals.length, rows[0].length);
    Require.finite("controlTotals", totals);
    return new MetricSample(rows, weights, known, totals.clone());
  }

  /** The number of labels. */
  public int count() {
    return rows.length;
  }

  /** The number of columns. */
  public int width() {
    return rows[0].length;
  }

  /** A number of label i's row. */
  public double row(int i, int column) {
    return rows[i][column];
  }

  /** How the labels weigh. */
  public DesignWeights weights() {
    return weights;
  }

  /** Whether there are beliefs. */
  public boolean hasBeliefs() {
    return beliefs != null;
  }

  /** The beliefs. */
  public ItemBeliefs beliefs(String estimator) {
    if (beliefs == null) {
      throw new MissingColumnException(
          estimator, "beliefs", "give them with the sample, or choose an estimator without them");
    }
    return beliefs;
  }

  /** The expected rows' totals over the pool, of a sample with beliefs. */
  double controlTotal(int column) {
    return controlTotals[column];
  }
}
