package dev.assay.sampling.acquire;

/**
 * What a strategy wants: how useful each candidate is, or a batch whose members are of use
 * together. {@link WaveDesign} makes a probability sample of either.
 */
public sealed interface Selection permits Utilities, OrderedBatch {

  /** How useful each candidate is found, in [0, 1], for the record. */
  double[] utilities();

  /**
   * What the inclusion probabilities are to be proportional to between the floor and 1.
   *
   * @param sharpness the policy's: how much the more useful are preferred, at least 0
   * @return for each candidate 0 or more, one of them positive
   */
  double[] sizes(double sharpness);

  /**
   * The order of the draw: candidates that stand close to one another are seldom drawn together.
   */
  int[] order();
}
