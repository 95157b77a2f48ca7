package dev.assay.bench.trial;

import dev.assay.sampling.estimate.Interval;

/**
 * An interval, and whether it kept its promise.
 *
 * @param method the interval's method
 * @param low its low end
 * @param high its high end
 * @param held whether the truth was inside; of a confidence sequence, at every step
 */
public record Claim(String method, double low, double high, boolean held) {
  /** Differences as small as this are rounding's, not the estimate's. */
  static final double ROUNDING = 1e-12;

  /** An interval's claim about a number that is known here. */
  public static Claim of(Interval interval, double truth) {
    boolean held = truth >= interval.low() - ROUNDING && truth <= interval.high() + ROUNDING;
    return new Claim(interval.method(), interval.low(), interval.high(), held);
  }
}
