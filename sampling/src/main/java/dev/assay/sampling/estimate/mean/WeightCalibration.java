package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.SingularSystemException;
import dev.assay.sampling.estimate.numeric.LinearSystem;
import java.util.Arrays;

/**
 * Factors on the weights 1/pi under which the sample gives the auxiliary variables' totals exactly.
 *
 * <p>Linear calibration moves the weights least in squares and equals GREG; raking moves them least
 * in entropy and keeps them positive. Source: Deville and Sarndal (1992), "Calibration estimators
 * in survey sampling", JASA 87.
 */
public final class WeightCalibration {
  /** Newton steps of raking after which the totals are taken as out of the sample's reach. */
  public static final int MAX_RAKING_STEPS = 100;

  private static final double TOLERANCE = 1e-12;

  private WeightCalibration() {}

  /** 1 + x'M^-1 (totals - estimated totals), M = sum x x'/pi; may be negative. */
  public static double[] linear(Auxiliary auxiliary, double[] pi) {
    double[] factors = new double[pi.length];
    Arrays.fill(factors, 1);
    double[] multipliers = solve(moments(auxiliary, pi, factors), gap(auxiliary, pi, factors));
    for (int i = 0; i < pi.length; i++) {
      factors[i] = 1 + auxiliary.dot(i, multipliers);
    }
    return factors;
  }

  /**
   * exp(x'm), m such that the totals are met.
   *
   * @throws InvalidInputException where no positive weights meet the totals
   */
  public static double[] raking(Auxiliary auxiliary, double[] pi) {
    double[] factors = new double[pi.length];
    Arrays.fill(factors, 1);
    double[] multipliers = new double[auxiliary.width()];
    for (int step = 0; step < MAX_RAKING_STEPS; step++) {
      double[] gap = gap(auxiliary, pi, factors);
      if (met(gap, auxiliary)) {
        return factors;
      }
      double[] change = solve(moments(auxiliary, pi, factors), gap);
      for (int j = 0; j < multipliers.length; j++) {
        multipliers[j] += change[j];
      }
      for (int i = 0; i < pi.length; i++) {
        factors[i] = StrictMath.exp(auxiliary.dot(i, multipliers));
      }
    }
    throw new InvalidInputException(
        "totals", "cannot be met by positive weights; use linear calibration or fewer variables");
  }

  /** Weighted least squares of the values on the auxiliary variables. */
  static double[] regression(Auxiliary auxiliary, double[] pi, double[] value) {
    double[] ones = new double[pi.length];
    Arrays.fill(ones, 1);
    double[] products = new double[auxiliary.width()];
    for (int i = 0; i < pi.length; i++) {
      for (int j = 0; j < products.length; j++) {
        products[j] += auxiliary.x(i, j) * value[i] / pi[i];
      }
    }
    return solve(moments(auxiliary, pi, ones), products);
  }

  private static double[][] moments(Auxiliary auxiliary, double[] pi, double[] factors) {
    double[][] result = new double[auxiliary.width()][auxiliary.width()];
    for (int i = 0; i < pi.length; i++) {
      for (int j = 0; j < result.length; j++) {
        double weighted = factors[i] / pi[i] * auxiliary.x(i, j);
        for (int k = 0; k < result.length; k++) {
          result[j][k] += weighted * auxiliary.x(i, k);
        }
      }
    }
    return result;
  }

  private static double[] gap(Auxiliary auxiliary, double[] pi, double[] factors) {
    double[] result = new double[auxiliary.width()];
    for (int j = 0; j < result.length; j++) {
      result[j] = auxiliary.total(j);
      for (int i = 0; i < pi.length; i++) {
        result[j] -= factors[i] / pi[i] * auxiliary.x(i, j);
      }
    }
    return result;
  }

  private static boolean met(double[] gap, Auxiliary auxiliary) {
    for (int j = 0; j < gap.length; j++) {
      if (!(Math.abs(gap[j]) <= TOLERANCE * (1 + Math.abs(auxiliary.total(j))))) {
        return false;
      }
    }
    return true;
  }

  private static double[] solve(double[][] moments, double[] target) {
    double[] solution = LinearSystem.solve(moments, target);
    if (solution.length == 0) {
      throw new SingularSystemException();
    }
    return solution;
  }
}
