package dev.assay.sampling.estimate.mean;

/**
 * Single draws one after another without replacement, each an unbiased estimate of the mean given
 * the past, combined with fixed weights.
 *
 * <p>Draw m estimates A_m = (1/N) [sum of the losses drawn before + L_m/q_m]; the A_m are
 * uncorrelated, so sum c_m A_m has variance sum c_m^2 Var A_m, estimated by M/(M - 1) sum c_m^2
 * (A_m - T)^2.
 */
final class SequentialDraws {
  private final double[] estimate;

  SequentialDraws(double[] loss, double[] q, long populationCount) {
    estimate = new double[loss.length];
    double before = 0;
    for (int m = 0; m < loss.length; m++) {
      estimate[m] = (before + loss[m] / q[m]) / populationCount;
      before += loss[m];
    }
  }

  /** sum c_m A_m + shift. */
  MeanEstimate combine(double[] weights, double shift, String name) {
    double mean = 0;
    for (int m = 0; m < estimate.length; m++) {
      mean += weights[m] * estimate[m];
    }
    double variance = 0;
    for (int m = 0; m < estimate.length; m++) {
      double deviation = weights[m] * (estimate[m] - mean);
      variance += deviation * deviation;
    }
    int count = estimate.length;
    // A single draw has no spread of its own: its square bounds the second moment.
    double scaled = count > 1 ? variance * count / (count - 1) : mean * mean;
    return new MeanEstimate(mean + shift, scaled, count, name);
  }
}
