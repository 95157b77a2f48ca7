package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;

/**
 * Units that no label of their round stands for, by chance of the draw.
 *
 * <p>How many units a round's labels stand for, the sum of their 1/pi, varies by the draw. That
 * variance is known of the whole pool, sum (1/pi - 1) ({@link PlannedVariance#ofCount}), and is
 * estimated by the labels too, sum (1 - pi)/pi^2. Where few of a round's units are drawn with a
 * great probability and all others with a small one, a sample may hold none of the others: its
 * labels then tell a hundredth of the variance that the draw has, and every estimate of a variance
 * from the same labels is too small by as much. What is missing is known, and is added as of units
 * whose answers spread as the labels' do.
 *
 * @param roundWeights c_t
 * @param remainingCounts |R_t|
 * @param countVariances C_t, sum (1/pi - 1) over R_t; NaN where it is not known
 * @param missing what the labels do not tell of it, at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record UnseenUnits(
    double[] roundWeights, double[] remainingCounts, double[] countVariances, double[] missing) {

  /** Of rounds with these weights, and labels with these probabilities in them. */
  static UnseenUnits of(Round[] rounds, double[] roundWeights, int[] round, double[] pi) {
    double[] remaining = new double[rounds.length];
    double[] variances = new double[rounds.length];
    double[] missing = new double[rounds.length];
    for (int t = 0; t < rounds.length; t++) {
      remaining[t] = rounds[t].remainingCount();
      variances[t] = rounds[t].countVariance();
      missing[t] = variances[t];
    }
    for (int i = 0; i < pi.length; i++) {
      missing[round[i]] -= (1 - pi[i]) / (pi[i] * pi[i]);
    }
    double sum = 0;
    double ofRoundsThatMiss = 0;
    for (int t = 0; t < rounds.length; t++) {
      double known = roundWeights[t] > 0 && !Double.isNaN(missing[t]) ? missing[t] : 0;
      missing[t] = Math.max(known, 0);
      sum += roundWeights[t] * roundWeights[t] * known;
      ofRoundsThatMiss += roundWeights[t] * roundWeights[t] * missing[t];
    }
    double part = sum > 0 ? sum / ofRoundsThatMiss : 0;
    for (int t = 0; t < rounds.length; t++) {
      missing[t] *= part;
    }
    return new UnseenUnits(roundWeights, remaining, variances, missing);
  }

  /** sum c_t^2 times what is missing: what labels of {@link DesignWeights#drawn} do not tell. */
  double influence() {
    double sum = 0;
    for (int t = 0; t < missing.length; t++) {
      sum += roundWeights[t] * roundWeights[t] * missing[t];
    }
    return sum;
  }

  /** The third moment of the weighted sum of residuals, for a mean residual cubed of 1. */
  double third() {
    double sum = 0;
    for (int t = 0; t < missing.length; t++) {
      double weight = roundWeights[t];
      sum += weight * weight * weight * missing[t] * (mean(t) + mean(t) - 1);
    }
    return sum;
  }

  int roundCount() {
    return missing.length;
  }

  /** c_t times the mean of 1/pi over the round's units. */
  double weight(int t) {
    return roundWeights[t] * mean(t);
  }

  /** c_t times the number of the units. */
  double count(int t) {
    return missing[t] > 0
        ? roundWeights[t] * remainingCounts[t] * missing[t] / countVariances[t]
        : 0;
  }

  /** The part of them that was not drawn. */
  double open(int t) {
    return missing[t] > 0 ? 1 - 1 / mean(t) : 0;
  }

  private double mean(int t) {
    return missing[t] > 0 ? 1 + countVariances[t] / remainingCounts[t] : 0;
  }
}
