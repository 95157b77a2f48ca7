package dev.assay.sampling.acquire;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.KeyOrder;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.WaterFilling;
import java.util.Arrays;

/**
 * Turns utilities into inclusion probabilities and draws a wave.
 *
 * <p>Probabilities are proportional to utility^sharpness, water-filled between the exploration
 * floor and 1, and sum to the number drawn. The draw is ordered pivotal along the utility, so its
 * size is exact and it is spread evenly over the range of utilities. Everything is a function of
 * the arguments: the same arguments draw the same wave on every machine.
 */
/*
 * Implementation note.
 *
 * Why a power and not "the top k and some at random". With sharpness -> infinity the rule tends to the latter: the most useful
 * candidates reach probability 1 and all others stay at the floor. A finite power keeps the probabilities of near ties nearly equal,
 * which spreads a batch over many similarly useful candidates instead of the k nearest neighbours at the very top (Kirsch et al.
 * 2023, "Stochastic batch acquisition", find powers of the score as good as batch-aware rules), and keeps the weights 1/pi of
 * estimates moderate.
 *
 * Why one draw and not one for each slice. A single design with known pi lets every label be weighted by 1/pi. The slice is told
 * afterwards by a random number of its own (see WaveDraw.isExploration), which makes the exploration slice an equal-probability
 * sample of its own accord: thinning a sample with probability floor/pi_i leaves each unit with probability floor.
 *
 * Streams: the pivotal fights take the seed itself, the serving order stream 1 of the seed, the slice draws stream 2.
 */
public final class WaveDesign {
  /** The name that grants are recorded with. */
  public static final String NAME = "ordered-pivotal";

  private static final int SERVING_ORDER_STREAM = 1;
  private static final int SLICE_STREAM = 2;

  private WaveDesign() {}

  /**
   * Draws.
   *
   * @param utilities one for each candidate, in [0, 1]; at least one candidate
   * @param drawCount how many to draw, from 1 to the number of candidates
   * @param explorationShare the part of the draw with equal probabilities, in (0, 1]
   * @param sharpness the power of the utility, at least 0
   * @param seed of every random number
   * @throws dev.assay.sampling.InvalidDesignInputException for a draw count or utility out of range
   */
  public static WaveDraw draw(
      double[] utilities, int drawCount, double explorationShare, double sharpness, long seed) {
    double[] probabilities =
        WaterFilling.inclusionProbabilities(
            sizes(utilities, sharpness), drawCount, explorationShare);
    int[] units = OrderedPivotal.draw(probabilities, KeyOrder.ascending(utilities), seed);
    new SeededStream(seed, SERVING_ORDER_STREAM).shuffle(units);
    SeededStream slices = new SeededStream(seed, SLICE_STREAM);
    double[] sliceDraws = new double[units.length];
    Arrays.setAll(sliceDraws, position -> slices.nextUnit());
    return new WaveDraw(
        probabilities, explorationShare * drawCount / utilities.length, units, sliceDraws);
  }

  private static double[] sizes(double[] utilities, double sharpness) {
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
