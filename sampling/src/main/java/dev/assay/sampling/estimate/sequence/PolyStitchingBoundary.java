package dev.assay.sampling.estimate.sequence;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.numeric.RiemannZeta;

/**
 * The polynomial stitching boundary, one-sided: grows as sqrt(v log log v), the least rate that a
 * bound for all times can have. Source: Howard et al. (2021), theorem 1 and eq. 9, with the
 * constants s = 1.4 and eta = 2 of their experiments.
 */
public final class PolyStitchingBoundary {
  private static final double S = 1.4;
  private static final double ETA = 2;
  private static final double K1 =
      (StrictMath.pow(ETA, 0.25) + StrictMath.pow(ETA, -0.25)) / StrictMath.sqrt(2);
  private static final double K2 = (StrictMath.sqrt(ETA) + 1) / 2;
  private static final double OFFSET =
      StrictMath.log(RiemannZeta.of(S) / StrictMath.pow(StrictMath.log(ETA), S));

  private final double leastTime;
  private final double scale;

  /**
   * @param leastTime v_min, positive: before it the bound stays what it is there
   * @param scale c, at least 0: of the sub-gamma tail, 0 of a sub-Gaussian one
   */
  public PolyStitchingBoundary(double leastTime, double scale) {
    if (!(leastTime > 0)) {
      throw new InvalidInputException("leastTime", "is " + leastTime + "; give a positive one");
    }
    if (!(scale >= 0)) {
      throw new InvalidInputException("scale", "is " + scale + "; give at least 0");
    }
    this.leastTime = leastTime;
    this.scale = scale;
  }

  /** The bound at intrinsic time v &gt;= 0. */
  public double at(double v, double alpha) {
    double time = Math.max(v, leastTime);
    double epochs = StrictMath.log(StrictMath.log(ETA * time / leastTime));
    double ell = S * epochs + OFFSET + StrictMath.log(1 / Alpha.check(alpha));
    double linear = K2 * scale * ell;
    return StrictMath.sqrt(K1 * K1 * time * ell + linear * linear) + linear;
  }
}
