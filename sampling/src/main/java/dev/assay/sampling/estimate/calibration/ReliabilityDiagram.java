package dev.assay.sampling.estimate.calibration;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;
import dev.assay.sampling.estimate.SampleSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Accuracy against confidence, in bins of equally many units of the pool.
 *
 * <p>The confidence of every unit is known, so a bin's gap is the weighted mean of (correct -
 * confidence) of its labels alone: the difference estimator with the confidence as control variate.
 * Neighbouring bins are joined until each has {@link #MIN_LABELS} labels, so that each gap has a
 * variance; units of equal confidence stay together.
 */
public final class ReliabilityDiagram {
  /** Labels that a bin has at least, where there are so many at all. */
  public static final int MIN_LABELS = 2;

  private ReliabilityDiagram() {}

  /**
   * The bins, by ascending confidence.
   *
   * @param confidence of every unit of the pool, in [0, 1]
   * @param labelled the units that have a label
   * @param correct of each label: 1 where the prediction was right, else 0
   * @param inclusionProbability of each label
   * @param bins the number of bins wanted, at least 1
   */
  public static List<ReliabilityBin> of(
      double[] confidence,
      int[] labelled,
      double[] correct,
      double[] inclusionProbability,
      SampleSize sampleSize,
      int bins) {
    check(confidence, labelled, correct, inclusionProbability, bins);
    double[] sorted = confidence.clone();
    Arrays.sort(sorted);
    Integer[] order = new Integer[labelled.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(confidence[labelled[a]], confidence[labelled[b]]));
    List<ReliabilityBin> result = new ArrayList<>();
    int firstUnit = 0;
    int firstLabel = 0;
    for (int bin = 1; bin <= bins; bin++) {
      int lastUnit = endOfTie(sorted, (int) ((long) sorted.length * bin / bins));
      int lastLabel = firstLabel;
      while (lastLabel < order.length
          && confidence[labelled[order[lastLabel]]] <= sorted[lastUnit - 1]) {
        lastLabel++;
      }
      boolean enough = lastLabel - firstLabel >= MIN_LABELS;
      boolean restEnough = order.length - lastLabel >= MIN_LABELS || lastUnit == sorted.length;
      if (lastUnit > firstUnit && (lastUnit == sorted.length || (enough && restEnough))) {
        double[] units = Arrays.copyOfRange(sorted, firstUnit, lastUnit);
        int[] labels = Arrays.stream(order, firstLabel, lastLabel).mapToInt(i -> i).toArray();
        double[] residual = new double[labels.length];
        double[] pi = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
          residual[i] = correct[labels[i]] - confidence[labelled[labels[i]]];
          pi[i] = inclusionProbability[labels[i]];
        }
        result.add(bin(units, residual, pi, sampleSize));
        firstUnit = lastUnit;
        firstLabel = lastLabel;
      }
    }
    return List.copyOf(result);
  }

  private static ReliabilityBin bin(
      double[] units, double[] residual, double[] pi, SampleSize sampleSize) {
    double total = 0;
    for (double unit : units) {
      total += unit;
    }
    double gap = 0;
    for (int i = 0; i < residual.length; i++) {
      gap += residual[i] / pi[i] / units.length;
    }
    double variance = sampleSize.varianceOfTotal(residual, pi) / units.length / units.length;
    double mean = total / units.length;
    return new ReliabilityBin(
        units[0],
        units[units.length - 1],
        units.length,
        residual.length,
        mean,
        Require.noOverflow("a bin's accuracy", mean + gap),
        Require.noOverflow("a bin's variance", variance));
  }

  private static int endOfTie(double[] sorted, int end) {
    int result = Math.max(1, end);
    while (result < sorted.length && sorted[result] == sorted[result - 1]) {
      result++;
    }
    return result;
  }

  private static void check(
      double[] confidence, int[] labelled, double[] correct, double[] pi, int bins) {
    Require.unitInterval("confidence", confidence);
    Require.anyLabel(labelled.length);
    Require.sameLength("correct", correct.length, labelled.length);
    Require.sameLength("inclusionProbability", pi.length, labelled.length);
    Require.unitInterval("correct", correct);
    Require.inclusionProbabilities(pi);
    if (bins < 1) {
      throw new InvalidInputException("bins", "is " + bins + "; give at least 1");
    }
    for (int i = 0; i < labelled.length; i++) {
      if (labelled[i] < 0 || labelled[i] >= confidence.length) {
        throw new InvalidInputException(
            "labelled[" + i + "]", "is " + labelled[i] + ", no unit of the pool");
      }
    }
  }
}
