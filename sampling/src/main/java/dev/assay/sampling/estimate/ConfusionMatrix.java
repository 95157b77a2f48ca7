package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;

/**
 * The confusion matrix over the pool, each cell as a share of the pool with an interval.
 *
 * <p>How many units are predicted as each class is known, so only the wrong cells are estimated, as
 * rare events within their column with gamma mid-p bounds; the right cell of a column is what the
 * wrong ones leave of it. Over rounds as {@link MultiRoundDifference}. Immutable.
 */
public final class ConfusionMatrix {
  /** The name that its intervals carry. */
  public static final String NAME = "confusion-gamma";

  private final int classCount;
  private final double[] share;
  private final Interval[] interval;

  private ConfusionMatrix(int classCount) {
    this.classCount = classCount;
    this.share = new double[classCount * classCount];
    this.interval = new Interval[classCount * classCount];
  }

  /**
   * Estimates every cell.
   *
   * @param predictedCounts the number of units of the pool predicted as each class, summing to N
   * @param rounds as of {@link MultiRoundDifference}; their control totals are not used
   * @param round for each label its round, ascending
   * @param label for each label its class
   * @param predicted for each label the class that was predicted
   * @param inclusionProbability for each label, in its round
   */
  public static ConfusionMatrix estimate(
      long[] predictedCounts,
      Round[] rounds,
      int[] round,
      int[] label,
      int[] predicted,
      double[] inclusionProbability,
      double level) {
    Require.level(level);
    int classCount = predictedCounts.length;
    long populationCount = 0;
    for (long count : predictedCounts) {
      populationCount += count;
    }
    checkClasses("label", label, classCount);
    checkClasses("predicted", predicted, classCount);
    Require.sameLength("predicted", predicted.length, label.length);
    Round[] plain = new Round[rounds.length];
    for (int t = 0; t < plain.length; t++) {
      plain[t] = new Round(rounds[t].remainingCount(), 0, rounds[t].plannedCount());
    }
    double[] none = new double[label.length];
    DifferenceEstimate drawn =
        MultiRoundDifference.estimate(
            populationCount, plain, round, none, none, inclusionProbability);
    ConfusionMatrix matrix = new ConfusionMatrix(classCount);
    for (int j = 0; j < classCount; j++) {
      matrix.fillColumn(j, predictedCounts[j], drawn, label, predicted, level);
    }
    return matrix;
  }

  private void fillColumn(
      int column,
      long unitCount,
      DifferenceEstimate drawn,
      int[] label,
      int[] predicted,
      double level) {
    double claimed = (double) unitCount / drawn.populationCount();
    for (int row = 0; row < classCount; row++) {
      int actual = row;
      boolean right = row == column;
      SignedGamma.Side events =
          RareShare.side(
              drawn,
              i -> predicted[i] == column,
              i -> right == (label[i] != actual) ? 1 : 0,
              unitCount > 0);
      double certain =
          RareShare.certain(
              drawn, i -> predicted[i] == column, i -> right == (label[i] != actual) ? 1 : 0);
      double tail = (1 - level) / 2;
      double low = Math.min(claimed, certain + events.sum() - events.below(tail));
      double high = Math.min(claimed, certain + events.sum() + events.above(tail));
      double point = Math.min(claimed, certain + events.sum());
      share[row * classCount + column] = right ? claimed - point : point;
      interval[row * classCount + column] =
          right
              ? new Interval(claimed - high, claimed - low, level, NAME)
              : new Interval(low, high, level, NAME);
    }
  }

  private static void checkClasses(String field, int[] classes, int classCount) {
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] < 0 || classes[i] >= classCount) {
        throw new InvalidInputException(
            field + "[" + i + "]", "is " + classes[i] + " of " + classCount + " classes");
      }
    }
  }

  /** The number of classes. */
  public int classCount() {
    return classCount;
  }

  /** The estimated share of the pool that has the label and the prediction. */
  public double share(int label, int predicted) {
    return share[label * classCount + predicted];
  }

  /** The interval of {@link #share}. */
  public Interval interval(int label, int predicted) {
    return interval[label * classCount + predicted];
  }
}
