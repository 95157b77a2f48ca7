package dev.assay.sampling.acquire;

import dev.assay.sampling.Require;
import java.util.Arrays;

/** Ways of weighing strata against one another, for {@link QuotaTargets}. */
public final class QuotaWeights {

  /**
   * Labels of the mean error that each stratum's errors are drawn towards: two right and two wrong
   * ones in all would be half of that. A stratum with few labels is weighed about as all are.
   */
  static final double PRIOR_LABELS = 4;

  /** An accuracy below which a class is bad, not unstable: lb of the paper. */
  static final double LOWER_BOUND = 0.5;

  /** What need by sensitivity multiplies a stratum's proportional weight by at most, or divides. */
  static final double MAX_FACTOR = 4;

  private QuotaWeights() {}

  /**
   * In proportion to the candidates.
   *
   * @param sizes candidates of each stratum
   */
  public static double[] proportional(int[] sizes) {
    return Arrays.stream(sizes).asDoubleStream().toArray();
  }

  /** All alike. */
  public static double[] equal(int count) {
    double[] weights = new double[count];
    Arrays.fill(weights, 1);
    return weights;
  }

  /**
   * By need for an estimate of the error: {@code N_h S_h}, with S_h the standard deviation of the
   * errors seen (Neyman 1934). Few labels say little: each stratum's error is drawn towards that of
   * all.
   *
   * @param sizes candidates of each stratum
   * @param labels number of labels seen in each stratum, 0 or more
   * @param errors the part of them that the model was wrong on, weighted as the caller finds right,
   *     in [0, labels]
   */
  public static double[] neyman(int[] sizes, double[] labels, double[] errors) {
    double[] shares = errorShares(labels, errors);
    Require.sameLength(sizes.length, shares.length, "labels of strata");
    double[] weights = new double[sizes.length];
    for (int h = 0; h < weights.length; h++) {
      weights[h] = sizes[h] * Math.sqrt(shares[h] * (1 - shares[h]));
    }
    return weights;
  }

  /**
   * By need for training: fewer for stable classes, more for sensitive ones, after Zhao, Shang, Wu
   * and Yan ("Dataset Quantization with Active Learning based Adaptive Sampling", algorithm 1).
   * Beginning with the proportional part, each round multiplies a class's by {@code 1 + (a - a_i)},
   * where a_i is its accuracy in that round and a the best so far. A class that was never above
   * {@link #LOWER_BOUND} is given half of the draw, the mean of the random part that the paper
   * gives it. Unlike there, accuracies of few labels are drawn towards that of all, and no class's
   * part leaves its proportional one by more than a factor of {@link #MAX_FACTOR}.
   *
   * @param sizes candidates of each stratum
   * @param labels number of labels by round and stratum, 0 or more
   * @param errors of them, by round and stratum, as in {@link #neyman}
   */
  public static double[] sensitivity(int[] sizes, double[][] labels, double[][] errors) {
    Require.sameLength(labels.length, errors.length, "rounds of errors");
    double[] even = proportional(sizes);
    scale(even);
    double[] parts = even.clone();
    double[] best = new double[sizes.length];
    for (int round = 0; round < labels.length; round++) {
      double[] shares = errorShares(labels[round], errors[round]);
      Require.sameLength(sizes.length, shares.length, "labels of strata");
      for (int h = 0; h < parts.length; h++) {
        double accuracy = 1 - shares[h];
        best[h] = Math.max(best[h], accuracy);
        double next = best[h] < LOWER_BOUND ? 0.5 : parts[h] * (1 + best[h] - accuracy);
        parts[h] = Math.min(Math.max(next, even[h] / MAX_FACTOR), even[h] * MAX_FACTOR);
      }
      scale(parts);
    }
    return parts;
  }

  private static double[] errorShares(double[] labels, double[] errors) {
    Require.notNegative(labels);
    Require.notNegative(errors);
    Require.sameLength(labels.length, errors.length, "errors of strata");
    double all = Arrays.stream(labels).sum();
    double mean = (Arrays.stream(errors).sum() + 0.5) / (all + 1);
    double[] shares = new double[labels.length];
    for (int h = 0; h < shares.length; h++) {
      shares[h] = (errors[h] + PRIOR_LABELS * mean) / (labels[h] + PRIOR_LABELS);
      shares[h] = Math.min(shares[h], 1);
    }
    return shares;
  }

  private static void scale(double[] parts) {
    double total = Arrays.stream(parts).sum();
    for (int h = 0; h < parts.length && total > 0; h++) {
      parts[h] /= total;
    }
  }
}
