package dev.assay.sampling.design;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;

/**
 * Weights of all subsets of a size at once: the sums over subsets that conditional Poisson and
 * Sampford sampling are made of, by dynamic programming.
 *
 * <p>With working probabilities p, a subset s of m of the units weighs {@code prod_{s} p_i
 * prod_{not s} (1 - p_i)} ("plain": a Poisson sample), or that times {@code sum_{i in s} (1 - p_i)}
 * ("Sampford"). Everything added is positive, so that no digit is lost, however uneven p is.
 */
final class SizedSubsets {

  /** The most table cells, {@code 4 (N + 1) (n + 1)}: 320 MB. */
  static final long MAX_CELLS = 40_000_000;

  private final double[] working;
  private final int size;

  /** Row k: over the first k units (prefix) or over the units from k on (suffix). */
  private final double[][] prefixPlain;

  private final double[][] prefixSampford;
  private final double[][] suffixPlain;
  private final double[][] suffixSampford;

  /** Tables for subsets of up to {@code size} units. */
  SizedSubsets(double[] working, int size) {
    int units = working.length;
    checkCells(units, size);
    this.working = working;
    this.size = size;
    prefixPlain = new double[units + 1][size + 1];
    prefixSampford = new double[units + 1][size + 1];
    suffixPlain = new double[units + 1][size + 1];
    suffixSampford = new double[units + 1][size + 1];
    prefixPlain[0][0] = 1;
    suffixPlain[units][0] = 1;
    for (int k = 0; k < units; k++) {
      extend(
          prefixPlain[k], prefixSampford[k], working[k], prefixPlain[k + 1], prefixSampford[k + 1]);
    }
    for (int k = units - 1; k >= 0; k--) {
      extend(
          suffixPlain[k + 1], suffixSampford[k + 1], working[k], suffixPlain[k], suffixSampford[k]);
    }
  }

  static void checkCells(int units, int size) {
    long cells = 4L * (units + 1) * (size + 1);
    if (cells > MAX_CELLS) {
      throw Require.invalid(
          Reason.TOO_LARGE,
          "a table of " + cells + " cells exceeds " + MAX_CELLS + "; use ordered pivotal sampling");
    }
  }

  private static void extend(
      double[] plain, double[] sampford, double p, double[] newPlain, double[] newSampford) {
    double not = 1 - p;
    newPlain[0] = plain[0] * not;
    newSampford[0] = 0;
    for (int m = 1; m < plain.length; m++) {
      newPlain[m] = plain[m] * not + plain[m - 1] * p;
      newSampford[m] = sampford[m] * not + (sampford[m - 1] + plain[m - 1] * not) * p;
    }
  }

  /** The plain weight of all subsets of the full size. */
  double plain() {
    return suffixPlain[0][size];
  }

  /** The Sampford weight of all subsets of the full size. */
  double sampford() {
    return suffixSampford[0][size];
  }

  /** The plain weight of the subsets of the full size that contain unit k. */
  double plainWith(int k) {
    return working[k] * convolve(prefixPlain[k], suffixPlain[k + 1], size - 1);
  }

  /** The plain weight of the subsets of m of the units other than k. */
  double plainWithout(int k, int m) {
    return convolve(prefixPlain[k], suffixPlain[k + 1], m);
  }

  /** The Sampford weight of the subsets of m of the units other than k. */
  double sampfordWithout(int k, int m) {
    return convolve(prefixSampford[k], suffixPlain[k + 1], m)
        + convolve(prefixPlain[k], suffixSampford[k + 1], m);
  }

  private static double convolve(double[] first, double[] second, int m) {
    double sum = 0;
    for (int a = 0; a <= m; a++) {
      sum += first[a] * second[m - a];
    }
    return sum;
  }
}
