package dev.assay.sampling.estimate;

/**
 * How much each label weighs in an estimate over rounds, split into what is certain given the past
 * and what is random.
 *
 * <p>For a label bought in round r with probability pi there: {@code own} is c_r, the weight of its
 * round; {@code later} is the weight of the rounds after, in which it counts as known, times {@code
 * response}, the number of drawn units of its round that it stands for (1 unless labels are
 * missing). The total weight is W = own/pi + later.
 */
final class LabelWeights {
  final long populationCount;
  final double[] pi;
  private final double[] own;
  private final double[] later;
  private final double[] response;

  /** Weight of one more error, where no uncertain label tells it. */
  final double typicalJump;

  LabelWeights(
      long populationCount,
      double[] pi,
      double[] own,
      double[] later,
      double[] response,
      double typicalJump) {
    this.populationCount = populationCount;
    this.pi = pi;
    this.own = own;
    this.later = later;
    this.response = response;
    this.typicalJump = typicalJump;
  }

  int count() {
    return pi.length;
  }

  /** W_i: 1 on average over the draws, for each unit of the population. */
  double total(int i) {
    return own[i] / pi[i] + later[i];
  }

  /** c_r/pi: the weight of the residual z - g. */
  double residual(int i) {
    return own[i] / pi[i];
  }

  /** The weight with which label i counts as known. */
  double later(int i) {
    return later[i];
  }

  /** The part of W_i that the label has whatever the draw: as a certainty, or as known later. */
  double certain(int i) {
    return later[i] / response[i] + (pi[i] < 1 ? 0 : own[i]);
  }

  /** The part of W_i that another draw might not have given. */
  double jump(int i) {
    return total(i) - certain(i);
  }

  /**
   * Label i's term in the variance of sum W_i r_i, independent draws: W(W - 1) for a single round,
   * which is (1 - pi)/pi^2; over rounds c_r^2 (1 - pi)/pi^2, whose sum has the same mean and cannot
   * be negative; plus the variance of standing for missing labels.
   *
   * @param residualSquare r_i^2, or what stands for it
   * @param valueSquare the same of the value itself, without its control variate
   */
  double varianceTerm(int i, double residualSquare, double valueSquare) {
    double inverse = 1 / pi[i];
    double drawn = own[i] * own[i] * (1 - pi[i]) * inverse * inverse;
    double known = later[i] / response[i];
    double missing = response[i] - 1;
    double shared = 2 * own[i] * inverse * known * missing;
    double standing = known * known * response[i] * missing;
    return (drawn + shared) * residualSquare + standing * valueSquare;
  }

  /** Only the terms of {@link #varianceTerm} that missing labels add. */
  double missingVarianceTerm(int i, double residualSquare, double valueSquare) {
    double inverse = 1 / pi[i];
    double drawn = own[i] * own[i] * (1 - pi[i]) * inverse * inverse;
    return varianceTerm(i, residualSquare, valueSquare) - drawn * residualSquare;
  }
}
