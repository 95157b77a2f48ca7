package dev.assay.sampling.estimate.sequence;

/**
 * The predictable-mixture stake sqrt(2 log(1/alpha)/(t log(1 + t) s^2)), s^2 the variance so far,
 * the same on either side and for every candidate. Prior mean 1/2 and variance 1/4 count as one
 * observation. Source: Waudby-Smith and Ramdas (2024), "Estimating means of bounded random
 * variables by betting", eq. 26.
 */
public final class PredictableMixture implements BettingRule {
  private final double twiceLog;
  private long count;
  private double sum;
  private double squares = 0.25;

  /** The rule for bounds of error alpha on one side. */
  public PredictableMixture(double alpha) {
    this.twiceLog = 2 * StrictMath.log(1 / Alpha.check(alpha));
  }

  /** The stake on the observation after those seen. */
  double stake() {
    double t = count + 1.0;
    return StrictMath.sqrt(twiceLog / (t * StrictMath.log1p(t) * (squares / t)));
  }

  @Override
  public double above(double candidateMean) {
    return stake();
  }

  @Override
  public double below(double candidateMean) {
    return stake();
  }

  @Override
  public void observe(double x) {
    count++;
    sum += x;
    double mean = (0.5 + sum) / (count + 1);
    squares += (x - mean) * (x - mean);
  }
}
