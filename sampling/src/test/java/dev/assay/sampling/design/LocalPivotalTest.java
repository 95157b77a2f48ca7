package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import org.junit.jupiter.api.Test;

class LocalPivotalTest {

  private static double[][] points(int units, long seed) {
    double[] x = Populations.uniform(units, seed);
    double[] y = Populations.uniform(units, seed + 1);
    double[][] points = new double[units][];
    for (int i = 0; i < units; i++) {
      points[i] = new double[] {x[i], y[i]};
    }
    return points;
  }

  @Test
  void keepsInclusionProbabilitiesAndSize() {
    double[] pi = WaterFilling.inclusionProbabilities(Populations.skewed(60, 3), 14, 0.2);
    double[][] points = points(60, 4);
    ChiSquare.assertInclusion(
        pi,
        50_000,
        seed -> {
          int[] units = LocalPivotal.draw(pi, points, seed);
          assertThat(units).hasSize(14).isSorted();
          return units;
        });
  }

  @Test
  void keepsInclusionProbabilitiesOfCoincidentUnitsAndTotalsThatAreNotWhole() {
    double[] pi = {.3, .4, .2, .7, 1, 0, .15};
    double[][] points = {{1}, {1}, {1}, {2}, {2}, {2}, {1}};
    ChiSquare.assertInclusion(
        pi,
        100_000,
        seed -> {
          int[] units = LocalPivotal.draw(pi, points, seed);
          assertThat(units.length).isBetween(2, 3);
          return units;
        });
  }

  /** Voronoi balance: each drawn unit's cell should hold a total probability near 1. */
  @Test
  void spreadsBetterThanARandomOrder() {
    double[][] points = points(300, 8);
    double[] pi = WaterFilling.inclusionProbabilities(Populations.uniform(300, 2), 30, 0.5);
    double local = 0;
    double random = 0;
    for (int seed = 0; seed < 200; seed++) {
      local += imbalance(pi, points, LocalPivotal.draw(pi, points, seed));
      random += imbalance(pi, points, RandomOrderPivotal.draw(pi, seed));
    }
    assertThat(local).isLessThan(random / 2);
  }

  private static double imbalance(double[] pi, double[][] points, int[] units) {
    double[] cells = new double[units.length];
    for (int i = 0; i < pi.length; i++) {
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < units.length; k++) {
        double x = points[i][0] - points[units[k]][0];
        double y = points[i][1] - points[units[k]][1];
        if (x * x + y * y < least) {
          least = x * x + y * y;
          nearest = k;
        }
      }
      cells[nearest] += pi[i];
    }
    double sum = 0;
    for (double cell : cells) {
      sum += (cell - 1) * (cell - 1);
    }
    return sum / units.length;
  }

  @Test
  void refusesCoordinatesThatAreNotFiniteOrOfOtherLength() {
    double[] pi = {.5, .5};
    assertRefused(
        () -> LocalPivotal.draw(pi, new double[][] {{1}, {Double.NaN}}, 1),
        Reason.VALUE_NOT_FINITE);
    assertRefused(() -> LocalPivotal.draw(pi, new double[][] {{1}}, 1), Reason.LENGTH_MISMATCH);
    assertRefused(
        () -> LocalPivotal.draw(pi, new double[][] {{1}, {1, 2}}, 1), Reason.LENGTH_MISMATCH);
  }
}
