package dev.assay.sampling.estimate;

/**
 * Cubes as {@link StrictMath#pow} gives them, which takes longer than all else that a label is
 * asked. Where beliefs are by class few residuals differ, so that most cubes are remembered ones.
 * Of one caller.
 */
final class Cubes {
  /** So many that the two residuals of each of some ten classes seldom share a place. */
  private static final int PLACE_BITS = 10;

  private static final long SPREAD = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio

  private final double[] roots = new double[1 << PLACE_BITS]; // all 0, as their cubes are
  private final double[] cubes = new double[1 << PLACE_BITS];

  /** The root's third power. */
  double of(double root) {
    int place = (int) ((Double.doubleToRawLongBits(root) * SPREAD) >>> (Long.SIZE - PLACE_BITS));
    if (roots[place] != root) {
      roots[place] = root;
      cubes[place] = StrictMath.pow(root, 3);
    }
    return cubes[place];
  }
}
