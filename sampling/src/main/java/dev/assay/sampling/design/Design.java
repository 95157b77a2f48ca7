package dev.assay.sampling.design;

/**
 * A one-shot sampling design: what it is told about a population in, a drawn sample out.
 *
 * <p>Implementations are stateless and safe for use by several threads; the same frame, budget and
 * seed draw the same sample on every machine. Adding a design is one class and one line in {@link
 * Designs}. Designs that learn from labels between draws are in {@code design.adaptive}.
 */
public interface Design {

  /** The name that records and commands know the design by: lower case, words joined by hyphens. */
  String name();

  /** Whether every sample has exactly as many draws as the budget says. */
  default boolean fixedSize() {
    return true;
  }

  /** Whether a unit can be drawn more than once. */
  default boolean withReplacement() {
    return false;
  }

  /**
   * Draws a sample.
   *
   * @param frame what is known about each unit
   * @param budget number of draws (expected number where the size is not fixed), greater than 0
   *     and, without replacement, at most the number of units
   * @param seed of the draw
   * @throws dev.assay.sampling.InvalidDesignInputException where the frame or the budget cannot be
   *     used, or the frame lacks what the design needs
   */
  Sample draw(Frame frame, int budget, long seed);

  /**
   * Draws a sample knowing sizes only, with the recommended floor.
   *
   * @param sizes one for each unit, as in {@link Frame}
   * @param budget as in {@link #draw(Frame, int, long)}
   * @param seed of the draw
   */
  default Sample draw(double[] sizes, int budget, long seed) {
    return draw(Frame.of(sizes), budget, seed);
  }
}
