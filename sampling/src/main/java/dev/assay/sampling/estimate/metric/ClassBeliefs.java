package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;
import java.util.Arrays;

/**
 * Beliefs of items that have one class each: the probabilities of the classes, and the row that the
 * item would have under each. Immutable.
 */
public final class ClassBeliefs implements ItemBeliefs {
  private final double[][] probability;
  private final int[] predicted;
  private final int width;
  private final RowKind kind;

  private ClassBeliefs(double[][] probability, int[] predicted, int width, RowKind kind) {
    this.probability = probability;
    this.predicted = predicted;
    this.width = width;
    this.kind = kind;
  }

  /**
   * For the rows of {@link Confusion}.
   *
   * @param positive each item's probability of the positive class, in [0, 1]
   */
  public static ClassBeliefs binary(double[] positive, boolean[] predicted) {
    Require.unitInterval("positive", positive);
    Require.sameLength("predicted", predicted.length, positive.length);
    double[][] probability = new double[positive.length][];
    int[] claimed = new int[positive.length];
    for (int i = 0; i < positive.length; i++) {
      probability[i] = new double[] {1 - positive[i], positive[i]};
      claimed[i] = predicted[i] ? 1 : 0;
    }
    return new ClassBeliefs(probability, claimed, Confusion.WIDTH, RowKind.CONFUSION);
  }

  /**
   * For the rows of {@link ClassTotals}, one label an item.
   *
   * @param probability each item's class probabilities, summing to 1 within 1e-6
   */
  public static ClassBeliefs multiClass(double[][] probability, int[] predicted) {
    Require.sameLength("predicted", predicted.length, probability.length);
    double[][] copy = new double[probability.length][];
    int classCount = probability.length == 0 ? 1 : probability[0].length;
    for (int i = 0; i < copy.length; i++) {
      copy[i] = distribution(i, probability[i], classCount);
      ClassTotals.check(predicted[i], classCount);
    }
    return new ClassBeliefs(copy, predicted.clone(), 3 * classCount, RowKind.CLASS_TOTALS);
  }

  @Override
  public ClassBeliefs flattened(double share) {
    double[][] mixed = new double[probability.length][];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = probability[i].clone();
      for (int k = 0; k < mixed[i].length; k++) {
        mixed[i][k] = (1 - share) * mixed[i][k] + share / mixed[i].length;
      }
    }
    return new ClassBeliefs(mixed, predicted, width, kind);
  }

  /** The beliefs of some of the items, in the order given. */
  public ClassBeliefs of(int[] items) {
    double[][] part = new double[items.length][];
    int[] claimed = new int[items.length];
    for (int i = 0; i < items.length; i++) {
      part[i] = probability[items[i]];
      claimed[i] = predicted[items[i]];
    }
    return new ClassBeliefs(part, claimed, width, kind);
  }

  @Override
  public int count() {
    return probability.length;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void expected(int item, double[] row) {
    Arrays.fill(row, 0);
    for (int label = 0; label < probability[item].length; label++) {
      kind.add(row, label, predicted[item], probability[item][label]);
    }
  }

  @Override
  public ResidualMoments residual(int item, double[] gradient) {
    double[] p = probability[item];
    double[] value = new double[p.length];
    double mean = 0;
    for (int label = 0; label < p.length; label++) {
      value[label] = kind.along(gradient, label, predicted[item]);
      mean += p[label] * value[label];
    }
    double up = 0;
    double upSquare = 0;
    double downSquare = 0;
    for (int label = 0; label < p.length; label++) {
      double residual = value[label] - mean;
      up += p[label] * Math.max(residual, 0);
      upSquare += p[label] * (residual > 0 ? residual * residual : 0);
      downSquare += p[label] * (residual < 0 ? residual * residual : 0);
    }
    return new ResidualMoments(mean, up, upSquare, downSquare);
  }

  private static double[] distribution(int item, double[] probability, int classCount) {
    Require.sameLength("probability[" + item + "]", probability.length, classCount);
    double sum = 0;
    for (double p : probability) {
      sum += p >= 0 ? p : Double.NaN;
    }
    if (!(Math.abs(sum - 1) <= 1e-6)) {
      throw new InvalidInputException(
          "probability[" + item + "]", "is no distribution: give shares that sum to 1");
    }
    return probability.clone();
  }
}
