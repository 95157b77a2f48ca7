package dev.assay.sampling.acquire;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Turns what a strategy selects into inclusion probabilities and draws a wave.
 *
 * <p>Probabilities are the selection's: at least the exploration floor, at most 1, and they sum to
 * the number drawn. The draw is ordered pivotal along the selection's order, so its size is exact
 * and neighbours in the order seldom come together. Everything is a function of the arguments: the
 * same arguments draw the same wave on every machine.
 */
/*
 * Implementation note.
 *
 * Why one draw and not one for each slice. A single design with known pi lets every label be weighted by 1/pi. The slice is told
 * afterwards by a random number of its own (see WaveDraw.isExploration), which makes the exploration slice an equal-probability
 * sample of its own accord: thinning a sample with probability floor/pi_i leaves each unit with probability floor.
 *
 * A strategy may use random numbers: the probabilities are exact given what it selected, which no label drawn here has a part in.
 *
 * Streams: the pivotal fights take the seed itself, the serving order stream 1 of the seed, the slice draws stream 2, the strategy
 * stream 3, the choice within a group of near-duplicates stream 4 (see Distinct).
 */
public final class WaveDesign {
  /** The name that grants are recorded with. */
  public static final String NAME = "ordered-pivotal";

  private static final int SERVING_ORDER_STREAM = 1;
  private static final int SLICE_STREAM = 2;
  private static final int STRATEGY_STREAM = 3;

  private WaveDesign() {}

  /**
   * Lets the strategy select, and draws.
   *
   * @param candidates with what the recipe's strategy needs
   * @param drawCount how many to draw, from 1 to the number of candidates
   * @param seed of every random number
   * @throws dev.assay.sampling.InvalidDesignInputException for a draw count or utility out of range
   */
  public static WaveDraw draw(Recipe recipe, Candidates candidates, int drawCount, long seed) {
    Selection selection = recipe.strategy().select(candidates, drawCount, strategySeed(seed));
    return draw(selection, drawCount, recipe.explorationShare(), recipe.sharpness(), seed);
  }

  /** The seed that a strategy is given in the draw of that seed. */
  public static long strategySeed(long seed) {
    return new SeededStream(seed, STRATEGY_STREAM).nextLong();
  }

  static WaveDraw draw(
      Selection selection, int drawCount, double explorationShare, double sharpness, long seed) {
    double[] probabilities =
        selection.inclusionProbabilities(drawCount, explorationShare, sharpness);
    int[] units = selection.draw(probabilities, seed);
    new SeededStream(seed, SERVING_ORDER_STREAM).shuffle(units);
    SeededStream slices = new SeededStream(seed, SLICE_STREAM);
    double[] sliceDraws = new double[units.length];
    Arrays.setAll(sliceDraws, position -> slices.nextUnit());
    return new WaveDraw(
        selection.utilities(),
        probabilities,
        explorationShare * drawCount / probabilities.length,
        units,
        sliceDraws);
  }
}
