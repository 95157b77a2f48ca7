package dev.assay.sampling.estimate.sequence;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;

/**
 * Random samples drawn one after another from what earlier rounds left over, as a confidence
 * sequence for the mean over all.
 *
 * <p>Draw j of round t, with K what is known of the units that earlier rounds took, s the sum of
 * the draws of the round before it, and r units left: (K + s + r z)/N is unbiased for the mean
 * given the past, and lies between (K + s)/N and (K + s + r)/N. The stakes are {@link
 * AdaptiveGrapa}'s, as of {@link WeightedDraws}.
 */
public final class RandomRounds {
  private RandomRounds() {}

  /**
   * One draw.
   *
   * @param z its value in [0, 1]
   * @param known K, the sum over the units that earlier rounds took, at least 0
   * @param remaining the units that the round was drawn from
   * @param before draws of the same round before it
   * @param sumBefore their sum
   */
  public record Draw(double z, double known, long remaining, long before, double sumBefore) {
    public Draw {
      Require.unitInterval("draw", new double[] {z});
      Require.finite("known", known);
      Require.finite("sumBefore", sumBefore);
      if (before < 0 || before >= remaining) {
        throw new InvalidInputException(
            "before", "is " + before + " of " + remaining + " units; give fewer draws than units");
      }
    }
  }

  /**
   * The band for the mean of z over N units.
   *
   * @param draws in order, at least one
   */
  public static ConfidenceBand band(long populationCount, Draw[] draws, double level) {
    Require.anyLabel(draws.length);
    double[] estimate = new double[draws.length];
    double[] least = new double[draws.length];
    double[] most = new double[draws.length];
    for (int t = 0; t < draws.length; t++) {
      Draw draw = draws[t];
      double left = (double) draw.remaining() - draw.before();
      least[t] = (draw.known() + draw.sumBefore()) / populationCount;
      most[t] = least[t] + left / populationCount;
      estimate[t] = least[t] + left * draw.z() / populationCount;
    }
    double prior = (least[0] + most[0]) / 2;
    double spread = (most[0] - least[0]) * (most[0] - least[0]) / 4;
    AdaptiveGrapa rule =
        new AdaptiveGrapa(Math.min(1, Math.max(0, prior)), Math.max(spread, Double.MIN_NORMAL));
    return HedgedCapital.ofUnbiased(estimate, least, most, level, rule);
  }
}
