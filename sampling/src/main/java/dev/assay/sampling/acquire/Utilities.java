package dev.assay.sampling.acquire;

import dev.assay.sampling.design.KeyOrder;
import dev.assay.sampling.design.WaterFilling;
import java.util.Arrays;

/**
 * The selection of a strategy that looks at one candidate at a time. Probabilities are proportional
 * to utility^sharpness, and the draw is spread evenly over the range of utilities.
 *
 * @param utilities one for each candidate, in [0, 1], larger for more useful
 */
/*
 * Why a power and not "the top k and some at random". With sharpness -> infinity the rule tends to the latter: the most useful
 * candidates reach probability 1 and all others stay at the floor. A finite power keeps the probabilities of near ties nearly equal,
 * which spreads a batch over many similarly useful candidates instead of the k nearest neighbours at the very top (Kirsch et al.
 * 2023, "Stochastic batch acquisition", find powers of the score as good as batch-aware rules), and keeps the weights 1/pi of
 * estimates moderate.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; selections are not compared
public record Utilities(double[] utilities) implements Selection {

  @Override
  public double[] inclusionProbabilities(int drawCount, double explorationShare, double sharpness) {
    return WaterFilling.inclusionProbabilities(sizes(sharpness), drawCount, explorationShare);
  }

  private double[] sizes(double sharpness) {
    double largest = 0;
    for (double utility : utilities) {
      largest = Math.max(largest, utility);
    }
    double[] sizes = new double[utilities.length];
    if (largest == 0) {
      Arrays.fill(sizes, 1); // nothing is of use by the strategy: every candidate alike
      return sizes;
    }
    for (int i = 0; i < sizes.length; i++) {
      // Over the largest, so that no power makes all of them vanish.
      sizes[i] = power(utilities[i] / largest, sharpness);
    }
    return sizes;
  }

  @Override
  public int[] order() {
    return KeyOrder.ascending(utilities);
  }

  /**
   * A power of a number from 0 to 1. Whole exponents, such as the default, are multiplied out by
   * their bits: as equal on every machine as {@link StrictMath#pow}, and faster.
   */
  private static double power(double base, double exponent) {
    int whole = (int) exponent;
    if (whole != exponent) {
      return StrictMath.pow(base, exponent);
    }
    double product = 1;
    double square = base;
    for (int bits = whole; bits != 0; bits >>= 1) {
      if ((bits & 1) != 0) {
        product *= square;
      }
      square *= square;
    }
    return product;
  }
}
