package dev.assay.bench.error;

import dev.assay.sampling.design.strata.Strata;

/** Variances of unbiased estimators in closed form, from the values of the whole pool. */
final class ExactError {
  private ExactError() {}

  /** Of the mean of n random draws with replacement. */
  static double randomWithReplacement(double[] values, int size) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / values.length / size;
  }

  /** Of the mean of a simple random sample: smaller by (N - n)/(N - 1). */
  static double randomWithoutReplacement(double[] values, int size) {
    double left = (double) (values.length - size) / (values.length - 1);
    return left * randomWithReplacement(values, size);
  }

  /**
   * Of the stratified mean.
   *
   * @param inclusion of each item: the same within a stratum
   */
  static double stratified(double[] values, Strata strata, double[] inclusion) {
    double variance = 0;
    for (int[] members : strata.members()) {
      double[] inside = of(values, members);
      double share = (double) members.length / values.length;
      int draws = (int) Math.round(inclusion[members[0]] * members.length);
      if (draws < members.length) {
        variance += share * share * randomWithoutReplacement(inside, draws);
      }
    }
    return variance;
  }

  /**
   * Of importance sampling within strata: {@code sum W_k^2 / m_k (sum z^2 / (N_k^2 q_k) -
   * theta_k^2)}.
   *
   * @param expected the expected number of draws of each item, m_k q_k
   */
  static double importance(double[] values, Strata strata, double[] expected) {
    double variance = 0;
    for (int[] members : strata.members()) {
      double draws = 0;
      for (int i : members) {
        draws += expected[i];
      }
      double squares = 0;
      double mean = 0;
      for (int i : members) {
        double value = values[i] / members.length;
        mean += value;
        squares += value == 0 ? 0 : value * value * draws / expected[i];
      }
      double share = (double) members.length / values.length;
      variance += share * share / draws * (squares - mean * mean);
    }
    return variance;
  }

  /** Of a Poisson sample: {@code sum (1 - pi) / pi r^2 / N^2}. */
  static double poisson(double[] residuals, double[] inclusion) {
    double sum = 0;
    for (int i = 0; i < residuals.length; i++) {
      sum += (1 - inclusion[i]) / inclusion[i] * residuals[i] * residuals[i];
    }
    return sum / residuals.length / residuals.length;
  }

  private static double[] of(double[] values, int[] members) {
    double[] inside = new double[members.length];
    for (int k = 0; k < inside.length; k++) {
      inside[k] = values[members[k]];
    }
    return inside;
  }
}
