package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.GammaLaw;
import dev.assay.sampling.estimate.numeric.MonotoneRoot;
import java.util.function.DoubleUnaryOperator;

/**
 * Mid-p bounds for a weighted sum of rare events.
 *
 * <p>With G(x; m, v) the gamma distribution function of mean m and variance v, y the sum, v its
 * variance estimate and w the weight of one more event, the bounds solve G(x; y, v)/2 + G(x; y + w,
 * v + w^2)/2 = 1 - a/2 and a/2: Fay and Feuer (1997), "Confidence intervals for directly
 * standardized rates", with the mid-p correction of Fay and Kim (2017).
 *
 * @param sum y, at least 0
 * @param variance v, at least 0
 * @param jumpSquare w^2, at least 0
 */
record GammaBounds(double sum, double variance, double jumpSquare) {
  /** The bound that the true sum lies below with probability 1 - tail; 0 where no event can be. */
  double upper(double tail) {
    return solve(1 - tail);
  }

  /**
   * The bound that the true sum lies above with probability 1 - tail. It is 0 where no event has
   * been seen: a positive y is then the control variate's doing alone.
   */
  double lower(double tail) {
    return sum == 0 || (variance == 0 && jumpSquare > 0) ? 0 : solve(tail);
  }

  private double solve(double probability) {
    double jump = StrictMath.sqrt(jumpSquare);
    DoubleUnaryOperator midP =
        x ->
            0.5 * GammaLaw.cdf(x, sum, variance)
                + 0.5 * GammaLaw.cdf(x, sum + jump, variance + jumpSquare);
    double high = sum + jump + StrictMath.sqrt(variance + jumpSquare);
    while (high < Double.MAX_VALUE / 4 && midP.applyAsDouble(high) < probability) {
      high *= 2;
    }
    return MonotoneRoot.solve(midP, probability, 0, high);
  }
}
