package dev.assay.sampling.design;

import dev.assay.sampling.Require;

/** Coordinates of units as spread designs need them. */
final class Coordinates {

  private Coordinates() {}

  /**
   * One point for each unit, every variable scaled to unit variance, so that no variable outweighs
   * another by its unit of measure alone. Constant variables stay as they are.
   *
   * @param variables one array of all units for each variable
   */
  static double[][] standardised(double[][] variables) {
    int units = variables[0].length;
    double[][] points = new double[units][variables.length];
    for (int d = 0; d < variables.length; d++) {
      double[] variable = variables[d];
      double mean = 0;
      for (double value : variable) {
        mean += value / units;
      }
      double variance = 0;
      for (double value : variable) {
        variance += (value - mean) * (value - mean) / units;
      }
      double scale = variance > 0 && variance <= Double.MAX_VALUE ? 1 / Math.sqrt(variance) : 1;
      for (int i = 0; i < units; i++) {
        points[i][d] = (variable[i] - mean) * scale;
      }
    }
    return points;
  }

  /** The points of some of the units. */
  static double[][] of(double[][] points, int[] units) {
    double[][] chosen = new double[units.length][];
    for (int k = 0; k < units.length; k++) {
      chosen[k] = points[units[k]];
    }
    return chosen;
  }

  /** Checks points: one for each unit, of equal dimension, finite. */
  static void check(double[][] points, int units) {
    Require.sameLength(units, points.length, "points");
    int dimensions = points[0].length;
    for (double[] point : points) {
      Require.sameLength(dimensions, point.length, "point");
      Require.finite(point, "coordinate");
    }
  }
}
