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

  /** Of what is 0 whatever the label. */
  static final ResidualMoments NONE = new ResidualMoments(0, 0, 0, 0);

  /** Of a residual that is so large either way. */
  static ResidualMoments ofSize(double size) {
    return new ResidualMoments(0, size / 2, size * size / 2, size * size / 2);
  }

  /** The moments of this contribution and another, as if they did not vary together. */
  ResidualMoments plus(ResidualMoments other) {
    return new ResidualMoments(
        mean + other.mean, up + other.up, upSquare + other.upSquare, downSquare + other.downSquare);
  }

  /** The moments of a multiple. */
  ResidualMoments times(double factor) {
    double square = factor * factor;
    return new ResidualMoments(
        factor * mean,
        Math.abs(factor) * up,
        square * (factor < 0 ? downSquare : upSquare),
        square * (factor < 0 ? upSquare : downSquare));
  }
}
