package dev.assay.sampling.estimate;

import java.util.Arrays;

/**
 * How much each label weighs, split into what is certain given the past and what is random, and how
 * much a weighted sum varies with the draw. Immutable.
 *
 * <p>For a label bought in round r with probability pi there: {@code own} is c_r, the weight of its
 * round; {@code later} is the weight of the rounds after, in which it counts as known, times {@code
 * response}, the number of drawn units of its round that it stands for (1 unless labels are
 * missing). The total weight is W = own/pi + later; of a single sample 1/pi.
 */
public final class DesignWeights {
  private final double[] pi;
  private final double[] own;
  private final double[] drawnWeight; // own/pi, which every sum over the labels asks for
  private final double[] later;
  private final double[] response;
  private final int[] roundEnds;
  private final SampleSize sampleSize;

  DesignWeights(
      double[] pi,
      double[] own,
      double[] later,
      double[] response,
      int[] roundEnds,
      SampleSize sampleSize) {
    this.pi = pi;
    this.own = own;
    this.drawnWeight = new double[pi.length];
    for (int i = 0; i < pi.length; i++) {
      drawnWeight[i] = own[i] / pi[i];
    }
    this.later = later;
    this.response = response;
    this.roundEnds = roundEnds;
    this.sampleSize = sampleSize;
  }

  /**
   * The weights of a single sample without replacement.
   *
   * @param inclusionProbability of each label, in (0, 1]
   */
  public static DesignWeights ofSample(double[] inclusionProbability, SampleSize sampleSize) {
    Require.anyLabel(inclusionProbability.length);
    Require.inclusionProbabilities(inclusionProbability);
    int count = inclusionProbability.length;
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return new DesignWeights(
        inclusionProbability.clone(), ones, new double[count], ones, new int[] {count}, sampleSize);
  }

  /**
   * The weights of some of the labels: of a part of the population.
   *
   * @param kept places of labels, ascending
   */
  public DesignWeights only(int[] kept) {
    int[] ends = roundEnds.clone();
    int place = 0;
    for (int r = 0; r < ends.length; r++) {
      while (place < kept.length && kept[place] < roundEnds[r]) {
        place++;
      }
      ends[r] = place;
    }
    return new DesignWeights(
        pick(pi, kept), pick(own, kept), pick(later, kept), pick(response, kept), ends, sampleSize);
  }

  private static double[] pick(double[] values, int[] kept) {
    return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
  }

  /**
   * The number of equally weighted labels that would say as much: (sum W)^2 / sum W^2. Source: Kish
   * (1965), "Survey Sampling".
   */
  public double effectiveCount() {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < pi.length; i++) {
      sum += total(i);
      squares += total(i) * total(i);
    }
    return squares > 0 ? sum * sum / squares : 0;
  }

  /** The number of labels. */
  public int count() {
    return pi.length;
  }

  /** W_i: 1 on average over the draws, for each unit of the population. */
  public double total(int i) {
    return drawnWeight[i] + later[i];
  }

  /** The part of W_i that the label has whatever the draw: as a certainty, or as known later. */
  public double certain(int i) {
    return later[i] / response[i] + (pi[i] < 1 ? 0 : own[i]);
  }

  /** The part of W_i that another draw might not have given. */
  public double jump(int i) {
    return total(i) - certain(i);
  }

  /** The number of units like label i that were not drawn, as far as its round can tell. */
  public double unseen(int i) {
    return drawnWeight[i] * (1 - pi[i]);
  }

  /** The part of the units like label i that its round left out: 1 - pi. */
  double open(int i) {
    return 1 - pi[i];
  }

  /**
   * Label i's term in the third central moment of sum W_i r_i, without r_i^3: that of the number of
   * units that the label speaks for, where each is drawn with probability pi.
   */
  double thirdTerm(int i) {
    double weight = drawnWeight[i];
    return weight * weight * weight * (1 - pi[i]) * (2 - pi[i]);
  }

  /** c_r/pi: the weight of the residual z - g. */
  public double residual(int i) {
    return drawnWeight[i];
  }

  /** The weight with which label i counts as known. */
  public double later(int i) {
    return later[i];
  }

  /**
   * Label i's term in the variance of sum W_i r_i, independent draws: W(W - 1) for a single round,
   * which is (1 - pi)/pi^2; over rounds c_r^2 (1 - pi)/pi^2, whose sum has the same mean and cannot
   * be negative; plus the variance of standing for missing labels.
   *
   * @param residualSquare r_i^2, or what stands for it
   * @param valueSquare the same of the value itself, without its control variate
   */
  public double varianceTerm(int i, double residualSquare, double valueSquare) {
    return drawn(i) * residualSquare + missing(i, residualSquare, valueSquare);
  }

  /**
   * The estimated variance of sum W_i r_i with the control variate taken off in the label's own
   * round: each round's by its design, rounds being uncorrelated.
   *
   * @param residual z - g of each label
   * @param value z of each label
   */
  public double varianceOfTotal(double[] residual, double[] value) {
    double sum = 0;
    int from = 0;
    for (int to : roundEnds) {
      if (to > from) {
        sum += own[from] * own[from] * sampleSize.varianceOfTotal(residual, pi, from, to);
      }
      from = to;
    }
    for (int i = 0; i < pi.length; i++) {
      sum += missing(i, residual[i] * value[i], value[i] * value[i]);
    }
    return Math.max(sum, 0);
  }

  /** c_r^2 (1 - pi)/pi^2: what a label's square residual adds to the variance. */
  double drawn(int i) {
    double weight = drawnWeight[i];
    return weight * weight * (1 - pi[i]);
  }

  /**
   * The mean square of the labels' residuals, each counted by what it adds to a variance ({@link
   * #drawn}), with one label more that weighs as such labels do: its answer is as open as the
   * estimate leaves it, and has at least {@link PlannedVariance#LEAST_SPREAD}.
   */
  double spread(double[] residual, double mean) {
    double sum = 0;
    double squares = 0;
    double ofWeights = 0;
    for (int i = 0; i < pi.length; i++) {
      double influence = drawn(i);
      sum += influence;
      squares += influence * residual[i] * residual[i];
      ofWeights += influence * influence;
    }
    double share = Math.min(Math.max(mean, 0), 1);
    double open = Math.max(share * (1 - share), PlannedVariance.LEAST_SPREAD);
    double one = sum > 0 ? ofWeights / sum : 1;
    return (squares + one * open) / (sum + one);
  }

  private double missing(int i, double residualSquare, double valueSquare) {
    double known = later[i] / response[i];
    double absent = response[i] - 1;
    double shared = 2 * drawnWeight[i] * known * absent;
    return shared * residualSquare + known * known * response[i] * absent * valueSquare;
  }
}
