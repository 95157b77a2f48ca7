package dev.assay.sampling.evaluate;

import dev.assay.sampling.Require;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.sequence.WeightedDraws;

/**
 * An interval that holds at every look, of one round of simple random draws: taken in the order in
 * which they were drawn, each is one of the units left with equal probability. Weighted draws would
 * not do: the sequence needs each one's probability given those before it, and fixed-size designs
 * with unequal probabilities have none that can be written down.
 */
public final class EveryLook {
  private EveryLook() {}

  /**
   * What is known of the units that could be drawn.
   *
   * @param unitCount how many
   * @param controlTotal the sum of their g
   * @param leastControl the least g
   * @param mostControl the greatest g
   */
  public record Candidates(
      int unitCount, double controlTotal, double leastControl, double mostControl) {}

  /**
   * The interval for the candidates' mean of z.
   *
   * @param z of the first draws, in the order of the draw, in [0, 1]; at least one
   * @param g of the same
   */
  public static Interval interval(Candidates candidates, double[] z, double[] g, double level) {
    Require.sameLength(z.length, g.length, "controls");
    WeightedDraws.Draw[] draws = new WeightedDraws.Draw[z.length];
    double control = candidates.controlTotal();
    for (int t = 0; t < draws.length; t++) {
      int left = candidates.unitCount() - t;
      draws[t] =
          new WeightedDraws.Draw(
              z[t],
              g[t],
              1.0 / left,
              Math.max(control, 0),
              -candidates.mostControl() * left,
              (1 - candidates.leastControl()) * left);
      control -= g[t];
    }
    return WeightedDraws.band(candidates.unitCount(), draws, level).last();
  }
}
