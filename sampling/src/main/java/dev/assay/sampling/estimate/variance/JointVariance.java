package dev.assay.sampling.estimate.variance;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;

/**
 * Variances of the Horvitz-Thompson total where the design's joint inclusion probabilities are
 * known.
 *
 * <p>Matrices are symmetric with pi_i on the diagonal. From a sample use {@link #senYatesGrundy}:
 * {@link #horvitzThompson} is unbiased too, but unstable, and negative for quite ordinary samples.
 * Source: Sen (1953); Yates and Grundy (1953); Horvitz and Thompson (1952).
 */
public final class JointVariance {
  private JointVariance() {}

  /**
   * The exact variance of sum_s y/pi, from the whole population: sum_ij (pi_ij - pi_i pi_j)
   * y_i/pi_i y_j/pi_j.
   *
   * @param y of every unit
   * @param joint joint probabilities of all pairs
   */
  public static double exact(double[] y, double[][] joint) {
    check(y, joint);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y.length; j++) {
        double expanded = y[i] / joint[i][i] * (y[j] / joint[j][j]);
        sum += (joint[i][j] - joint[i][i] * joint[j][j]) * expanded;
      }
    }
    return sum;
  }

  /**
   * Sen's and Yates and Grundy's estimate, for fixed-size designs: sum_{i&lt;j} (pi_i pi_j - pi_ij)
   * /pi_ij (y_i/pi_i - y_j/pi_j)^2. Not negative where pi_ij &lt;= pi_i pi_j.
   *
   * @param y of the sampled units
   * @param joint joint probabilities of the sampled pairs, all positive
   * @throws InvalidInputException where a sampled pair has joint probability 0, as under systematic
   *     sampling
   */
  public static double senYatesGrundy(double[] y, double[][] joint) {
    check(y, joint);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      for (int j = i + 1; j < y.length; j++) {
        double product = joint[i][i] * joint[j][j];
        double difference = y[i] / joint[i][i] - y[j] / joint[j][j];
        sum += (product - joint[i][j]) / positive(joint, i, j) * difference * difference;
      }
    }
    return sum;
  }

  /** Horvitz and Thompson's estimate: sum_ij (pi_ij - pi_i pi_j)/pi_ij y_i/pi_i y_j/pi_j. */
  public static double horvitzThompson(double[] y, double[][] joint) {
    check(y, joint);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y.length; j++) {
        double product = joint[i][i] * joint[j][j];
        double expanded = y[i] / joint[i][i] * (y[j] / joint[j][j]);
        sum += (joint[i][j] - product) / positive(joint, i, j) * expanded;
      }
    }
    return sum;
  }

  private static double positive(double[][] joint, int i, int j) {
    if (!(joint[i][j] > 0)) {
      throw new InvalidInputException(
          "joint[" + i + "][" + j + "]",
          "is "
              + joint[i][j]
              + " for a pair that was drawn; use Deville's variance for this design");
    }
    return joint[i][j];
  }

  private static void check(double[] y, double[][] joint) {
    Require.finite("y", y);
    Require.sameLength("joint", joint.length, y.length);
    for (double[] row : joint) {
      Require.sameLength("joint", row.length, y.length);
    }
  }
}
