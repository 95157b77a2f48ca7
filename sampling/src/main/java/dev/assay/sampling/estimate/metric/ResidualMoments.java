package dev.assay.sampling.estimate.metric;

/**
 * Moments of an item's contribution x under the beliefs, r = x - mean its residual.
 *
 * @param mean E x
 * @param up E max(r, 0), which is E max(-r, 0) too
 * @param upSquare E max(r, 0)^2
 * @param downSquare E max(-r, 0)^2
 */
public record ResidualMoments(double mean, double up, double upSquare, double downSquare) {
  /** Var x. */
  public double variance() {
    return upSquare + downSquare;
  }

  /** E x^2. */
  public double secondMoment() {
    return variance() + mean * mean;
  }

  /** The size of the residual where it is positive, weighted by itself; 0 where it never is. */
  double upSize() {
    return up > 0 ? upSquare / up : 0;
  }

  /** The same of the residual where it is negative. */
  double downSize() {
    return up > 0 ? downSquare / up : 0;
  }
}
