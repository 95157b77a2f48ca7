package dev.assay.sampling.estimate.sequence;

/**
 * How much to stake on the next observation being above, or below, what a candidate mean says. Sees
 * the past only. One instance serves one sequence.
 */
public interface BettingRule {
  /** The stake on "above", at least 0, against a candidate whose next mean is given. */
  double above(double candidateMean);

  /** The stake on "below", at least 0. */
  double below(double candidateMean);

  /** Takes note of the next observation. */
  void observe(double x);
}
