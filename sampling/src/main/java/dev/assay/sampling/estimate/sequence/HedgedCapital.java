package dev.assay.sampling.estimate.sequence;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;

/**
 * Confidence sequences for the mean of bounded values by betting, with running intersection.
 *
 * <p>A gambler who bets against candidate m with fair odds cannot expect to grow rich if m is the
 * truth: candidates against which the capital has ever exceeded 1/alpha are out (Ville's
 * inequality). Source: Waudby-Smith and Ramdas (2024), "Estimating means of bounded random
 * variables by betting", JRSS B 86; without replacement, their section 5.
 */
public final class HedgedCapital {
  /** The name that its intervals carry. */
  public static final String NAME = "hedged-capital";

  /** Candidates on the grid over [0, 1], less one: the ends are known to 1/1000. */
  public static final int BREAKS = 1000;

  private HedgedCapital() {}

  /**
   * For independent values, or draws with replacement, with the {@link PredictableMixture} rule.
   *
   * @param x in [0, 1], in the order seen
   */
  public static ConfidenceBand withReplacement(double[] x, double level) {
    return withReplacement(x, level, new PredictableMixture(Alpha.ofLevel(level) / 2));
  }

  /** With a betting rule of the caller's. */
  public static ConfidenceBand withReplacement(double[] x, double level, BettingRule rule) {
    ConfidenceBand.check(x, level);
    Trace trace = new Trace(x.length, level);
    for (int t = 0; t < x.length; t++) {
      trace.grid.observe(x[t], 0, 1, 0, 1, rule);
      trace.record(t, 0, 1);
    }
    return trace.band();
  }

  /**
   * For draws without replacement from a population of N values, equally likely at each turn: ends
   * at the population's mean when all are drawn.
   *
   * @param x in [0, 1], in the order drawn, at most N
   */
  public static ConfidenceBand withoutReplacement(double[] x, long populationCount, double level) {
    return withoutReplacement(
        x, populationCount, level, new PredictableMixture(Alpha.ofLevel(level) / 2));
  }

  /** With a betting rule of the caller's. */
  public static ConfidenceBand withoutReplacement(
      double[] x, long populationCount, double level, BettingRule rule) {
    ConfidenceBand.check(x, level);
    Require.population(populationCount, x.length);
    Trace trace = new Trace(x.length, level);
    double sum = 0;
    for (int t = 0; t < x.length; t++) {
      double left = (double) populationCount - t;
      trace.grid.observe(x[t], sum / populationCount, populationCount / left, 0, 1, rule);
      sum += x[t];
      double unseen = left - 1;
      trace.record(t, sum / populationCount, (sum + unseen) / populationCount);
    }
    return trace.band();
  }

  /**
   * For estimates that are each unbiased for the mean given the past and lie in ranges known
   * beforehand: {@link WeightedDraws} makes them from draws with unequal probabilities.
   *
   * @param estimate A_t, in the order of the draws
   * @param least the least value that A_t could have had, given the past
   * @param most the greatest
   */
  public static ConfidenceBand ofUnbiased(
      double[] estimate, double[] least, double[] most, double level, BettingRule rule) {
    Require.level(level);
    Require.anyLabel(estimate.length);
    Require.sameLength("least", least.length, estimate.length);
    Require.sameLength("most", most.length, estimate.length);
    Trace trace = new Trace(estimate.length, level);
    for (int t = 0; t < estimate.length; t++) {
      double slack = 1e-9 * (most[t] - least[t]);
      if (!(estimate[t] >= least[t] - slack && estimate[t] <= most[t] + slack)) {
        throw new InvalidInputException(
            "estimate[" + t + "]",
            "is " + estimate[t] + ", outside its range [" + least[t] + ", " + most[t] + "]");
      }
      trace.grid.observe(estimate[t], 0, 1, least[t] - slack, most[t] + slack, rule);
      trace.record(t, 0, 1);
    }
    return trace.band();
  }

  /** The band as it grows. */
  private static final class Trace {
    private final CapitalGrid grid;
    private final double[] low;
    private final double[] high;
    private final double level;

    Trace(int count, double level) {
      this.grid = new CapitalGrid(BREAKS, Alpha.ofLevel(level));
      this.low = new double[count];
      this.high = new double[count];
      this.level = level;
    }

    /** Notes the ends, cut to what is certain from the values seen. */
    void record(int t, double least, double most) {
      low[t] = Math.max(grid.low(), least);
      high[t] = Math.max(low[t], Math.min(grid.high(), most));
    }

    ConfidenceBand band() {
      return new ConfidenceBand(low, high, level, NAME);
    }
  }
}
