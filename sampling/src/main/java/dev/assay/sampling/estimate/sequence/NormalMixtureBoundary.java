package dev.assay.sampling.estimate.sequence;

import dev.assay.sampling.estimate.InvalidInputException;

/**
 * The two-sided normal mixture boundary: a martingale with intrinsic time v leaves plus or minus
 * the bound at any time with probability at most alpha. sqrt((v + rho)(log(1 + v/rho) + 2
 * log(1/alpha))), rho chosen to be tightest at v = v_opt. Source: Howard, Ramdas, McAuliffe and
 * Sekhon (2021), "Time-uniform, nonparametric, nonasymptotic confidence sequences", eq. 14.
 */
public final class NormalMixtureBoundary {
  private final double rho;

  /**
   * @param optimalTime v_opt, positive: the intrinsic time that the bound is to be tightest at
   * @param optimalAlpha the error that it is to be tightest for, in (0, 1)
   */
  public NormalMixtureBoundary(double optimalTime, double optimalAlpha) {
    if (!(optimalTime > 0)) {
      throw new InvalidInputException("optimalTime", "is " + optimalTime + "; give a positive one");
    }
    this.rho = rho(optimalTime, Alpha.check(optimalAlpha));
  }

  static double rho(double optimalTime, double optimalAlpha) {
    double twice = 2 * StrictMath.log(1 / optimalAlpha);
    return optimalTime / (twice + StrictMath.log(1 + twice));
  }

  /** The bound at intrinsic time v &gt;= 0. */
  public double at(double v, double alpha) {
    double twice = 2 * StrictMath.log(1 / Alpha.check(alpha));
    return StrictMath.sqrt((v + rho) * (StrictMath.log1p(v / rho) + twice));
  }
}
