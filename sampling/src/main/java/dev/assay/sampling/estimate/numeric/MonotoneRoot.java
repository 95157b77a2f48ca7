package dev.assay.sampling.estimate.numeric;

import java.util.function.DoubleUnaryOperator;

/**
 * The point where a non-decreasing function reaches a target, by bisection.
 *
 * <p>Bisection needs no derivative, never leaves its bracket, takes steps as well as slopes, and
 * visits the same points on every machine. The intervals here call it a few times an estimate, so
 * its some sixty evaluations are cheap.
 */
public final class MonotoneRoot {
  /** Halvings after which the bracket is taken as closed, whatever its width. */
  public static final int MAX_HALVINGS = 200;

  private static final double RELATIVE_WIDTH = 1e-15;

  private MonotoneRoot() {}

  /**
   * The smallest x in [low, high], to 1e-15 of itself, with {@code function(x) >= target}; high
   * where the function stays below the target.
   */
  public static double solve(DoubleUnaryOperator function, double target, double low, double high) {
    double below = low;
    double above = high;
    if (function.applyAsDouble(low) >= target) {
      return low;
    }
    for (int i = 0; i < MAX_HALVINGS; i++) {
      double middle = below + (above - below) / 2;
      if (middle <= below || middle >= above || above - below <= RELATIVE_WIDTH * above) {
        break;
      }
      if (function.applyAsDouble(middle) >= target) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return above;
  }
}
