package dev.assay.sampling.estimate.sequence;

import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.Require;

/**
 * One interval after each observation, valid all at once: with probability at least the level, the
 * truth lies in every one of them. Immutable.
 */
public final class ConfidenceBand {
  private final double[] low;
  private final double[] high;
  private final double level;
  private final String method;

  ConfidenceBand(double[] low, double[] high, double level, String method) {
    this.low = low;
    this.high = high;
    this.level = level;
    this.method = method;
  }

  /** The number of observations. */
  public int count() {
    return low.length;
  }

  /** The interval after the given number of observations, from 1. */
  public Interval after(int observations) {
    return new Interval(low[observations - 1], high[observations - 1], level, method);
  }

  /** The interval after all observations. */
  public Interval last() {
    return after(low.length);
  }

  /** Whether the value lies in every interval. */
  public boolean alwaysContains(double value) {
    for (int t = 0; t < low.length; t++) {
      if (!(low[t] <= value && value <= high[t])) {
        return false;
      }
    }
    return true;
  }

  /** Refuses an empty sequence and values outside [0, 1]. */
  static void check(double[] x, double level) {
    Require.level(level);
    Require.anyLabel(x.length);
    Require.unitInterval("x", x);
  }
}
