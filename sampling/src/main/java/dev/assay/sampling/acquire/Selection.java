package dev.assay.sampling.acquire;

import dev.assay.sampling.design.OrderedPivotal;

/**
 * What a strategy wants: how useful each candidate is, a batch whose members are of use together,
 * or several things at once. {@link WaveDesign} makes a probability sample of any.
 */
public sealed interface Selection
    permits Utilities, OrderedBatch, Streams, Along, Distinct, Quotas, Priced {

  /** How useful each candidate is found, in [0, 1], for the record. */
  double[] utilities();

  /**
   * The probability with which each candidate is to be drawn.
   *
   * @param drawCount how many are drawn, from 1 to the number of candidates
   * @param explorationShare phi in [0, 1]: no probability is below phi times drawCount over the
   *     number of candidates; 0 where a floor is put under it later
   * @param sharpness the policy's: how much the more useful are preferred, at least 0
   * @return a new array, each in [0, 1], adding up to the draw count
   */
  double[] inclusionProbabilities(int drawCount, double explorationShare, double sharpness);

  /**
   * The order of the draw: candidates that stand close to one another are seldom drawn together.
   */
  int[] order();

  /**
   * Draws, each candidate with its probability.
   *
   * @param probabilities those of {@link #inclusionProbabilities}
   * @param seed of the draw; the same arguments draw the same candidates
   * @return the drawn candidates, ascending, as many as the probabilities add up to
   */
  default int[] draw(double[] probabilities, long seed) {
    return OrderedPivotal.draw(probabilities, order(), seed);
  }
}
