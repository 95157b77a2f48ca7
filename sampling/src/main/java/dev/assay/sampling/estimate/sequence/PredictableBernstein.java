package dev.assay.sampling.estimate.sequence;

import dev.assay.sampling.estimate.Require;

/**
 * The predictable plug-in empirical Bernstein confidence sequence: sum lambda x/sum lambda plus and
 * minus (log(2/alpha) + sum psi(lambda) (x - mu)^2)/sum lambda, psi = -log(1 - lambda) - lambda, mu
 * the mean before, with running intersection. In closed form, and wider than {@link HedgedCapital}.
 * Source: Waudby-Smith and Ramdas (2024), theorem 2; without replacement, theorem 4.
 */
public final class PredictableBernstein {
  /** The name that its intervals carry. */
  public static final String NAME = "predictable-bernstein";

  private static final double MOST_STAKED = 0.5;

  private PredictableBernstein() {}

  /**
   * For independent values, or draws with replacement.
   *
   * @param x in [0, 1], in the order seen
   */
  public static ConfidenceBand withReplacement(double[] x, double level) {
    return band(x, Double.POSITIVE_INFINITY, level);
  }

  /** For draws without replacement from N values, equally likely at each turn. */
  public static ConfidenceBand withoutReplacement(double[] x, long populationCount, double level) {
    Require.population(populationCount, x.length);
    return band(x, (double) populationCount, level);
  }

  private static ConfidenceBand band(double[] x, double populationCount, double level) {
    ConfidenceBand.check(x, level);
    double tail = Alpha.ofLevel(level) / 2;
    double[] mirrored = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      mirrored[t] = 1 - x[t];
    }
    double[] low = lower(x, populationCount, tail);
    double[] high = lower(mirrored, populationCount, tail);
    for (int t = 0; t < x.length; t++) {
      low[t] = Math.max(low[t], t == 0 ? 0 : low[t - 1]);
      high[t] = Math.max(low[t], Math.min(1 - high[t], t == 0 ? 1 : high[t - 1]));
    }
    return new ConfidenceBand(low, high, level, NAME);
  }

  private static double[] lower(double[] x, double populationCount, double tail) {
    PredictableMixture rule = new PredictableMixture(tail);
    double[] result = new double[x.length];
    double before = 0;
    double weights = 0;
    double weighted = 0;
    double penalty = StrictMath.log(1 / tail);
    for (int t = 0; t < x.length; t++) {
      double stake = Math.min(MOST_STAKED, rule.stake());
      double mean = t == 0 ? 0 : before / t;
      // Without replacement the next value's mean is that of what is left.
      double left = populationCount - t;
      weights += stake * (1 + t / left);
      weighted += stake * (x[t] + before / left);
      double psi = -StrictMath.log1p(-stake) - stake;
      penalty += psi * (x[t] - mean) * (x[t] - mean);
      result[t] = (weighted - penalty) / weights;
      rule.observe(x[t]);
      before += x[t];
    }
    return result;
  }
}
