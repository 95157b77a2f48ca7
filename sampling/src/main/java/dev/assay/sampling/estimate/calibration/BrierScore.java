package dev.assay.sampling.estimate.calibration;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;

/**
 * The Brier score of one item, sum over classes of (p_k - 1[label = k])^2, in [0, 2]; its mean over
 * the pool is estimated as any mean, with its expectation under p, 1 - sum p_k^2, as control
 * variate. Source: Brier (1950).
 */
public final class BrierScore {
  private BrierScore() {}

  /** The score of each label. */
  public static double[] values(double[][] probability, int[] label) {
    Require.sameLength("label", label.length, probability.length);
    double[] result = new double[label.length];
    for (int i = 0; i < result.length; i++) {
      if (label[i] < 0 || label[i] >= probability[i].length) {
        throw new InvalidInputException(
            "label[" + i + "]", "is " + label[i] + " of " + probability[i].length + " classes");
      }
      for (int k = 0; k < probability[i].length; k++) {
        double miss = probability[i][k] - (k == label[i] ? 1 : 0);
        result[i] += miss * miss;
      }
    }
    return result;
  }

  /** The expected score of each item, were its probabilities right. */
  public static double[] expected(double[][] probability) {
    double[] result = new double[probability.length];
    for (int i = 0; i < result.length; i++) {
      Require.unitInterval("probability[" + i + "]", probability[i]);
      result[i] = 1;
      for (double p : probability[i]) {
        result[i] -= p * p;
      }
    }
    return result;
  }
}
