package dev.assay.sampling.design;

import dev.assay.sampling.SeededStream;

/**
 * Pivotal sampling in a random order (Deville and Tille 1998): fixed size, exact inclusion
 * probabilities, and joint probabilities near those of conditional Poisson sampling.
 *
 * <p>For when no order means anything; an order by score does better.
 */
public final class RandomOrderPivotal implements Design {

  private static final long ORDER_STREAM = 1;

  @Override
  public String name() {
    return "random-pivotal";
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    double[] probabilities = frame.inclusionProbabilities(budget);
    return Sample.inRandomOrder(name(), draw(probabilities, seed), probabilities, seed);
  }

  /**
   * Draws a sample.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1]
   * @param seed of the order and of the draw
   * @return the drawn units, ascending; see {@link OrderedPivotal#draw} on their number
   */
  public static int[] draw(double[] inclusionProbabilities, long seed) {
    int[] order = new int[inclusionProbabilities.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    new SeededStream(seed, ORDER_STREAM).shuffle(order);
    return OrderedPivotal.draw(inclusionProbabilities, order, seed);
  }
}
