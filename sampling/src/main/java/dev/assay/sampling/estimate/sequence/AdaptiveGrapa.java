package dev.assay.sampling.estimate.sequence;

import dev.assay.sampling.estimate.InvalidInputException;

/**
 * The approximate growth-optimal stake (mu - m)/(s^2 + (mu - m)^2) against candidate m, mu and s^2
 * the mean and variance so far; the prior counts as one observation. Source: Waudby-Smith and
 * Ramdas (2024), section B.3 (aGRAPA).
 */
public final class AdaptiveGrapa implements BettingRule {
  private long count;
  private double sum;
  private double squares;

  /** A rule that expects the given mean and variance before anything is seen. */
  public AdaptiveGrapa(double priorMean, double priorVariance) {
    if (!(priorVariance > 0)) {
      throw new InvalidInputException(
          "priorVariance", "is " + priorVariance + "; give a positive one");
    }
    this.sum = priorMean;
    this.squares = priorVariance;
  }

  private double signed(double candidateMean) {
    double gap = sum / (count + 1) - candidateMean;
    return gap / (squares / (count + 1) + gap * gap);
  }

  @Override
  public double above(double candidateMean) {
    return Math.max(0, signed(candidateMean));
  }

  @Override
  public double below(double candidateMean) {
    return Math.max(0, -signed(candidateMean));
  }

  @Override
  public void observe(double x) {
    count++;
    sum += x;
    double mean = sum / (count + 1);
    squares += (x - mean) * (x - mean);
  }
}
