package dev.assay.sampling.estimate;

import java.util.Arrays;

/**
 * A difference estimate of a finite-population mean, with the pieces that its intervals need.
 * Immutable.
 */
public final class DifferenceEstimate {
  private final long populationCount;
  private final double mean;
  private final double variance;
  private final double controlMean;
  private final double openMean;
  private final double[] roundWeights;
  private final double[] z;
  private final double[] g;
  private final DesignWeights weights;
  private final UnseenUnits unseen;
  private final double typicalJump;

  DifferenceEstimate(
      long populationCount,
      double mean,
      double variance,
      double controlMean,
      double openMean,
      double[] roundWeights,
      double[] z,
      double[] g,
      DesignWeights weights,
      UnseenUnits unseen,
      double typicalJump) {
    this.populationCount = populationCount;
    this.mean = Require.noOverflow("the weighted mean", mean);
    this.variance = Require.noOverflow("the variance", variance);
    this.controlMean = controlMean;
    this.openMean = openMean;
    this.roundWeights = roundWeights;
    this.z = z;
    this.g = g;
    this.weights = weights;
    this.unseen = unseen;
    this.typicalJump = typicalJump;
  }

  /** The estimate T of (1/N) sum z_i. Unbiased, so it may lie outside [0, 1]. */
  public double mean() {
    return mean;
  }

  /**
   * The estimated variance of {@link #mean}, at least 0; where the rounds tell the variance of
   * their counts, with that of units that no label stands for.
   */
  public double variance() {
    return variance;
  }

  /** The square root of {@link #variance}. */
  public double standardError() {
    return StrictMath.sqrt(variance);
  }

  /** N, the number of units that the mean is over. */
  public long populationCount() {
    return populationCount;
  }

  /** The number of labels that the estimate rests on. */
  public int labelCount() {
    return z.length;
  }

  /**
   * W_i for each label, in the order given: sum_i W_i I_i has mean 1 for each unit of the
   * population, so that sum W_i x_i / N estimates the mean of any x. Store it with the label.
   */
  public double[] weights() {
    double[] result = new double[z.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = weights.total(i);
    }
    return result;
  }

  /** c_t, the weight of each round, summing to 1 (all 0 where every unit is labelled). */
  public double[] roundWeights() {
    return Arrays.copyOf(roundWeights, roundWeights.length);
  }

  /** sum_t c_t (sum of g over R_t) / N: what is believed before any label is counted. */
  public double controlMean() {
    return controlMean;
  }

  /**
   * The estimate of the mean of 1 - z, with the same weights and 1 - g as control variate: 1 -
   * {@link #mean}. Where g is 0 throughout there is no control variate on this side either, and the
   * estimate is the weighted sum of 1 - z, which is the better one of the two for z mostly 1.
   */
  public DifferenceEstimate complement() {
    boolean believed = controlMean > 0;
    double[] rest = new double[z.length];
    double[] belief = new double[z.length];
    double[] residual = new double[z.length];
    double total = 0;
    for (int i = 0; i < z.length; i++) {
      believed |= g[i] > 0;
    }
    for (int i = 0; i < z.length; i++) {
      rest[i] = 1 - z[i];
      belief[i] = believed ? 1 - g[i] : 0;
      residual[i] = rest[i] - belief[i];
      total += weights.total(i) * rest[i];
    }
    double count = populationCount;
    double complement = believed ? 1 - mean : total / count;
    double[] centred = RoundCombination.centred(rest, complement);
    return new DifferenceEstimate(
        populationCount,
        complement,
        (weights.varianceOfTotal(residual, centred)
                + unseen.influence() * weights.spread(residual, complement))
            / (count * count),
        believed ? openMean - controlMean : 0,
        openMean,
        roundWeights,
        rest,
        belief,
        weights,
        unseen,
        typicalJump);
  }

  /**
   * The estimate of another value's mean from the same labels, by the same weights: as {@link
   * MultiRoundDifference#estimate} of the same rounds gives it, without weighing the labels anew.
   *
   * @param controlTotals of each round the sum of the value's control variate over its remaining
   *     set, at least 0
   * @param otherZ for each label the value, in [0, 1]
   * @param otherG for each label the control variate, in [0, 1]
   */
  public DifferenceEstimate ofAnother(double[] controlTotals, double[] otherZ, double[] otherG) {
    Require.sameLength("controlTotals", controlTotals.length, roundWeights.length);
    Require.sameLength("otherZ", otherZ.length, z.length);
    Require.sameLength("otherG", otherG.length, z.length);
    Require.unitInterval("otherZ", otherZ);
    Require.unitInterval("otherG", otherG);
    for (double controlTotal : controlTotals) {
      if (!(controlTotal >= 0)) {
        throw new InvalidInputException(
            "controlTotals", "hold " + controlTotal + "; give sums of beliefs, at least 0");
      }
    }
    return RoundCombination.combine(
        populationCount,
        openMean,
        roundWeights,
        controlTotals,
        otherZ.clone(),
        otherG.clone(),
        weights,
        unseen,
        typicalJump);
  }

  /** sum_t c_t |R_t| / N: the part of the pool that the rounds speak of, on average. */
  double openMean() {
    return openMean;
  }

  double z(int i) {
    return z[i];
  }

  double g(int i) {
    return g[i];
  }

  /** The weights by parts, from which totals of other columns, and metrics, are estimated. */
  public DesignWeights designWeights() {
    return weights;
  }

  /** What no label stands for. */
  UnseenUnits unseen() {
    return unseen;
  }

  /** The weight of one more error, as a share of the pool, where no uncertain label tells it. */
  double typicalJump() {
    return typicalJump;
  }
}
