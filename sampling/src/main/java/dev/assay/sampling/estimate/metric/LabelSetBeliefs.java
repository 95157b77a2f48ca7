package dev.assay.sampling.estimate.metric;

import static dev.assay.sampling.estimate.metric.ClassTotals.ACTUAL;
import static dev.assay.sampling.estimate.metric.ClassTotals.HIT;
import static dev.assay.sampling.estimate.metric.ClassTotals.PREDICTED;
import static dev.assay.sampling.estimate.metric.ClassTotals.column;

import dev.assay.sampling.estimate.Require;

/**
 * Beliefs of items that may have several classes, independent given the item: "Sample efficient
 * model evaluation", appendix D. For the rows of {@link ClassTotals}. Immutable.
 *
 * <p>Mean and variance are exact. The positive and negative parts of the residual are taken as
 * those of a normal distribution with that variance, since their exact sums have 2^K terms.
 */
public final class LabelSetBeliefs implements ItemBeliefs {
  private static final double HALF_NORMAL = 1 / StrictMath.sqrt(2 * StrictMath.PI);

  private final double[][] probability;
  private final boolean[][] predicted;
  private final int classCount;

  /**
   * @param probability of each item and class, in [0, 1]
   */
  public LabelSetBeliefs(double[][] probability, boolean[][] predicted) {
    Require.sameLength("predicted", predicted.length, probability.length);
    this.classCount = probability.length == 0 ? 0 : probability[0].length;
    this.probability = new double[probability.length][];
    this.predicted = new boolean[probability.length][];
    for (int i = 0; i < probability.length; i++) {
      Require.unitInterval("probability[" + i + "]", probability[i]);
      Require.sameLength("probability[" + i + "]", probability[i].length, classCount);
      Require.sameLength("predicted[" + i + "]", predicted[i].length, classCount);
      this.probability[i] = probability[i].clone();
      this.predicted[i] = predicted[i].clone();
    }
  }

  /** Of each class by itself: (1 - share) p + share/2. */
  @Override
  public LabelSetBeliefs flattened(double share) {
    double[][] mixed = new double[probability.length][classCount];
    for (int i = 0; i < mixed.length; i++) {
      for (int k = 0; k < classCount; k++) {
        mixed[i][k] = (1 - share) * probability[i][k] + share / 2;
      }
    }
    return new LabelSetBeliefs(mixed, predicted);
  }

  @Override
  public int count() {
    return probability.length;
  }

  @Override
  public int width() {
    return 3 * classCount;
  }

  @Override
  public void expected(int item, double[] row) {
    for (int k = 0; k < classCount; k++) {
      double p = probability[item][k];
      boolean claimed = predicted[item][k];
      row[column(k, HIT)] = claimed ? p : 0;
      row[column(k, PREDICTED)] = claimed ? 1 : 0;
      row[column(k, ACTUAL)] = p;
    }
  }

  @Override
  public ResidualMoments residual(int item, double[] gradient) {
    double mean = 0;
    double variance = 0;
    for (int k = 0; k < classCount; k++) {
      double p = probability[item][k];
      boolean claimed = predicted[item][k];
      double slope = gradient[column(k, ACTUAL)] + (claimed ? gradient[column(k, HIT)] : 0);
      mean += p * slope + (claimed ? gradient[column(k, PREDICTED)] : 0);
      variance += p * (1 - p) * slope * slope;
    }
    double up = HALF_NORMAL * StrictMath.sqrt(variance);
    return new ResidualMoments(mean, up, variance / 2, variance / 2);
  }
}
