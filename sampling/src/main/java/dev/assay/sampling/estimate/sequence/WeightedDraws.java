package dev.assay.sampling.estimate.sequence;

import dev.assay.sampling.estimate.Require;

/**
 * Draws one after another without replacement with probabilities of the caller's, as a confidence
 * sequence.
 *
 * <p>Draw t has probability q among the units left; A_t = (1/N) [sum of z drawn before + sum of g
 * over the units left + (z - g)/q] is unbiased for the mean given the past, and lies between the
 * same with min(-g/q) and with max((1 - g)/q) over the units left. The stakes are {@link
 * AdaptiveGrapa}'s. Source: Shekhar, Xu, Lipton, Liang and Ramdas (2023), "Risk-limiting financial
 * audits via weighted sampling without replacement".
 *
 * <p>Weights double the lower end's speed (alarms) but hold back the upper end (certificates) by
 * the largest weight, until some 150 draws: below that, uniform draws with g as control variate
 * certify sooner.
 */
public final class WeightedDraws {
  private WeightedDraws() {}

  /**
   * One draw.
   *
   * @param z its value in [0, 1]
   * @param g its control variate in [0, 1]
   * @param drawProbability q in (0, 1] among the units left
   * @param controlTotal the sum of g over the units left, this one included
   * @param least the least -g/q over the units left, at most 0
   * @param most the greatest (1 - g)/q over the units left, at least 0
   */
  public record Draw(
      double z, double g, double drawProbability, double controlTotal, double least, double most) {
    public Draw {
      double[] shares = {z, g};
      Require.unitInterval("draw", shares);
      Require.inclusionProbabilities(new double[] {drawProbability});
      Require.finite("controlTotal", controlTotal);
      Require.finite("least", least);
      Require.finite("most", most);
    }
  }

  /**
   * The band for the mean of z over N units.
   *
   * @param draws in order, at least one
   */
  public static ConfidenceBand band(long populationCount, Draw[] draws, double level) {
    Require.anyLabel(draws.length);
    Require.population(populationCount, draws.length);
    int count = draws.length;
    double[] estimate = new double[count];
    double[] least = new double[count];
    double[] most = new double[count];
    double drawn = 0;
    for (int t = 0; t < count; t++) {
      Draw draw = draws[t];
      double base = drawn + draw.controlTotal();
      estimate[t] = (base + (draw.z() - draw.g()) / draw.drawProbability()) / populationCount;
      least[t] = (base + draw.least()) / populationCount;
      most[t] = (base + draw.most()) / populationCount;
      drawn += draw.z();
    }
    double prior = Math.min(1, Math.max(0, draws[0].controlTotal() / populationCount));
    double spread = (most[0] - least[0]) * (most[0] - least[0]) / 16;
    AdaptiveGrapa rule = new AdaptiveGrapa(prior, Math.max(spread, Double.MIN_NORMAL));
    return HedgedCapital.ofUnbiased(estimate, least, most, level, rule);
  }
}
