package dev.assay.sampling.estimate.calibration;

import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.Require;
import dev.assay.sampling.estimate.numeric.MonotoneRoot;
import dev.assay.sampling.estimate.numeric.NormalLaw;
import java.util.ArrayList;
import java.util.List;

/**
 * Accuracy against confidence in bins of equal width, from labels of unequal weight, and the area
 * between that curve and the diagonal: the expected calibration error. Immutable.
 *
 * <p>Nothing is asked of the units without a label, in contrast to {@link ReliabilityDiagram}: the
 * share of a bin and its mean confidence are estimated, too. The area is corrected for noise as
 * {@link CalibrationError} does. Its interval inverts a test: of all multiples of a typical curve,
 * whose gaps are those that were seen and not below their noise, those with which the area that was
 * seen is not improbable.
 */
public final class WeightedReliability {
  /** The bins by default. */
  public static final int DEFAULT_BINS = 10;

  /** The name that its intervals carry. */
  public static final String NAME = "scaled-gaps";

  /** Labels' worth of what the model believes of its variance, mixed into a bin's own. */
  private static final double PRIOR_LABELS = 2;

  /** An area is sought up to so many times the typical one. */
  private static final double MAX_SCALE = 50;

  private final List<Bin> bins;

  private WeightedReliability(List<Bin> bins) {
    this.bins = List.copyOf(bins);
  }

  /**
   * One bin that has labels.
   *
   * @param low its lower end, outside of it unless it is 0
   * @param high its upper end
   * @param share the estimated share of the units that are in it
   * @param meanConfidence the weighted mean of its labels' confidence
   * @param accuracy the weighted share of its labels that are right
   * @param gapVariance the estimated variance of accuracy - meanConfidence
   * @param labels the places of its labels
   */
  public record Bin(
      double low,
      double high,
      double share,
      double meanConfidence,
      double accuracy,
      double gapVariance,
      List<Integer> labels) {
    double gap() {
      return accuracy - meanConfidence;
    }

    /** The size of the gap as far as it can be told. */
    double size() {
      return Math.max(Math.abs(gap()), StrictMath.sqrt(gapVariance));
    }
  }

  /**
   * The curve.
   *
   * @param confidence of each label, in [0, 1]
   * @param correct of each label: 1 where the prediction was right, else 0
   * @param bins the number of bins, at least 1
   */
  public static WeightedReliability of(
      double[] confidence, double[] correct, DesignWeights weights, int bins) {
    Require.anyLabel(confidence.length);
    Require.sameLength("correct", correct.length, confidence.length);
    Require.sameLength("weights", weights.count(), confidence.length);
    Require.unitInterval("confidence", confidence);
    Require.unitInterval("correct", correct);
    List<List<Integer>> members = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      members.add(new ArrayList<>());
    }
    double total = 0;
    for (int i = 0; i < confidence.length; i++) {
      members.get(binOf(confidence[i], bins)).add(i);
      total += weights.total(i);
    }
    List<Bin> filled = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      if (!members.get(b).isEmpty()) {
        filled.add(
            bin(
                (double) b / bins,
                (double) (b + 1) / bins,
                members.get(b),
                total,
                confidence,
                correct,
                weights));
      }
    }
    return new WeightedReliability(filled);
  }

  /** A confidence at an end between two bins is in the lower one. */
  private static int binOf(double confidence, int bins) {
    int bin = 0;
    while (bin < bins - 1 && confidence > (double) (bin + 1) / bins) {
      bin++;
    }
    return bin;
  }

  private static Bin bin(
      double low,
      double high,
      List<Integer> labels,
      double total,
      double[] confidence,
      double[] correct,
      DesignWeights all) {
    DesignWeights weights = all.only(labels.stream().mapToInt(Integer::intValue).toArray());
    int count = labels.size();
    double own = 0;
    double believed = 0;
    double right = 0;
    for (int j = 0; j < count; j++) {
      double weight = weights.total(j);
      own += weight;
      believed += weight * confidence[labels.get(j)];
      right += weight * correct[labels.get(j)];
    }
    double gap = (right - believed) / own;
    double[] residual = new double[count];
    double expected = 0;
    for (int j = 0; j < count; j++) {
      double c = confidence[labels.get(j)];
      residual[j] = (correct[labels.get(j)] - c - gap) / own;
      double spread = c * (1 - c) / (own * own);
      expected += weights.varianceTerm(j, spread, spread);
    }
    double seen = weights.varianceOfTotal(residual, residual);
    double variance = (count * seen + PRIOR_LABELS * expected) / (count + PRIOR_LABELS);
    return new Bin(
        low,
        high,
        own / total,
        believed / own,
        right / own,
        Require.noOverflow("a bin's variance", variance),
        List.copyOf(labels));
  }

  /** The bins that have labels, by ascending confidence. */
  public List<Bin> bins() {
    return bins;
  }

  /** The area as it was seen, which noise makes too large. */
  public double plainArea() {
    return bins.stream().mapToDouble(bin -> bin.share * Math.abs(bin.gap())).sum();
  }

  /** The area less the estimated bias of noise, at least 0. */
  public double area() {
    double noisy = 0;
    for (Bin bin : bins) {
      noisy += bin.share * CalibrationError.meanSize(bin.gap(), bin.gapVariance());
    }
    return Math.max(0, 2 * plainArea() - noisy);
  }

  /** The estimated standard deviation of the area. */
  public double areaDeviation() {
    return StrictMath.sqrt(areaVariance(1));
  }

  /** The interval of the area, in [0, 1]. */
  public Interval areaInterval(double level) {
    double seen = plainArea();
    double critical = NormalLaw.criticalValue(level);
    double low =
        upper(0, critical) >= seen
            ? 0
            : MonotoneRoot.solve(scale -> upper(scale, critical), seen, 0, 1);
    double high =
        MonotoneRoot.solve(
            scale -> expectedArea(scale) - critical * StrictMath.sqrt(areaVariance(scale)),
            seen,
            0,
            MAX_SCALE);
    double unit = bins.stream().mapToDouble(bin -> bin.share * bin.size()).sum();
    double top = Math.min(1, high * unit);
    return new Interval(Math.min(low * unit, top), top, level, NAME);
  }

  /** The greatest area that is not improbable at a scale. */
  private double upper(double scale, double critical) {
    return expectedArea(scale) + critical * StrictMath.sqrt(areaVariance(scale));
  }

  /** The expected area as it would be seen if all gaps are so many times the typical ones. */
  private double expectedArea(double scale) {
    double sum = 0;
    for (Bin bin : bins) {
      sum += bin.share * CalibrationError.meanSize(scale * bin.size(), bin.gapVariance());
    }
    return sum;
  }

  private double areaVariance(double scale) {
    double sum = 0;
    for (Bin bin : bins) {
      double mean = CalibrationError.meanSize(scale * bin.size(), bin.gapVariance());
      double square = scale * scale * bin.size() * bin.size() + bin.gapVariance();
      sum += bin.share * bin.share * Math.max(0, square - mean * mean);
    }
    return sum;
  }
}
