package dev.assay.sampling.acquire;

/**
 * A drawn wave.
 *
 * @param utilities for each candidate, in [0, 1], how useful the strategy finds it
 * @param inclusionProbabilities for each candidate, in (0, 1]
 * @param explorationFloor the part of every inclusion probability that does not depend on the
 *     strategy
 * @param units the drawn candidates in their order of serving, which is random and independent of
 *     everything else
 * @param sliceDraws for each drawn candidate, a number uniform on [0, 1)
 */
public record WaveDraw(
    double[] utilities,
    double[] inclusionProbabilities,
    double explorationFloor,
    int[] units,
    double[] sliceDraws) {

  /**
   * Whether the candidate at that place of the order of serving counts as drawn by exploration:
   * with probability floor/pi. So an item is drawn and counted as exploration with probability pi *
   * floor/pi = floor, the same for every candidate: the exploration slice is a sample with equal
   * probabilities whatever the strategy wants.
   */
  public boolean isExploration(int position) {
    return sliceDraws[position] * inclusionProbabilities[units[position]] < explorationFloor;
  }
}
