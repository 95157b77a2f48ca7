package dev.assay.sampling.acquire;

import dev.assay.sampling.Require;

/**
 * Another selection, drawn in an order of its own, such as along a tree of the embeddings: the
 * probabilities stay what they are, and neighbours in the order exclude one another.
 *
 * @param selection whose probabilities are drawn by
 * @param order of the draw, a permutation of the candidates
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; selections are not compared
public record Along(Selection selection, int[] order) implements Selection {

  /**
   * A selection in another order.
   *
   * @throws dev.assay.sampling.InvalidDesignInputException for an order that is not a permutation
   */
  public Along {
    Require.permutation(order, selection.utilities().length);
  }

  @Override
  public double[] utilities() {
    return selection.utilities();
  }

  @Override
  public double[] inclusionProbabilities(int drawCount, double explorationShare, double sharpness) {
    return selection.inclusionProbabilities(drawCount, explorationShare, sharpness);
  }
}
