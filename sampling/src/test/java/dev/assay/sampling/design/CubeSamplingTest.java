package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CubeSamplingTest {

  private static final double[][] VARIABLES = {
    Populations.uniform(80, 1), Populations.skewed(80, 2), Populations.uniform(80, 3)
  };

  private static double[][] points() {
    double[][] points = new double[80][];
    for (int i = 0; i < 80; i++) {
      points[i] = new double[] {VARIABLES[0][i], VARIABLES[2][i]};
    }
    return points;
  }

  @Test
  void keepsInclusionProbabilitiesAndSize() {
    double[] pi = WaterFilling.inclusionProbabilities(Populations.skewed(80, 5), 20, 0.3);
    ChiSquare.assertInclusion(
        pi,
        20_000,
        seed -> {
          int[] units = CubeSampling.draw(pi, VARIABLES, seed);
          assertThat(units).hasSize(20).isSorted();
          return units;
        });
  }

  @Test
  void keepsInclusionProbabilitiesAndSizeAmongNeighbours() {
    double[] pi = WaterFilling.inclusionProbabilities(Populations.skewed(80, 5), 20, 0.3);
    double[][] points = points();
    ChiSquare.assertInclusion(
        pi,
        20_000,
        seed -> {
          int[] units = LocalCube.draw(pi, VARIABLES, points, seed);
          assertThat(units).hasSize(20).isSorted();
          return units;
        });
  }

  @Test
  void balancesExactlyWhereTheProblemAllowsIt() {
    // Half of the units have x = 1: an exactly balanced sample of 10 in 40 has 5 of them.
    double[] pi = new double[40];
    Arrays.fill(pi, .25);
    double[] x = new double[40];
    Arrays.fill(x, 0, 20, 1);
    for (int seed = 0; seed < 500; seed++) {
      int[] units = CubeSampling.draw(pi, new double[][] {x}, seed);
      assertThat(Arrays.stream(units).filter(unit -> unit < 20).count()).isEqualTo(5);
    }
  }

  /**
   * The flight keeps all totals; the landing decides no more units than there are constraints, so
   * that a total misses by less than that many of the greatest x / pi.
   */
  @Test
  void missesTotalsByNoMoreThanTheLandingCanMove() {
    int units = 1_000;
    double[] pi = WaterFilling.inclusionProbabilities(Populations.uniform(units, 9), 100, 0.5);
    double[][] variables = {Populations.uniform(units, 1), Populations.skewed(units, 2)};
    for (double[] x : variables) {
      double greatest = 0;
      for (int i = 0; i < units; i++) {
        greatest = Math.max(greatest, x[i] / pi[i]);
      }
      double balanced = 0;
      double unbalanced = 0;
      for (int seed = 0; seed < 300; seed++) {
        double miss = miss(pi, x, CubeSampling.draw(pi, variables, seed));
        assertThat(Math.abs(miss)).isLessThan(3 * greatest);
        balanced += miss * miss;
        unbalanced += Math.pow(miss(pi, x, RandomOrderPivotal.draw(pi, seed)), 2);
      }
      assertThat(balanced).isLessThan(unbalanced / 10);
    }
  }

  private static double miss(double[] pi, double[] x, int[] units) {
    double miss = 0;
    for (double value : x) {
      miss -= value;
    }
    for (int unit : units) {
      miss += x[unit] / pi[unit];
    }
    return miss;
  }

  @Test
  void survivesVariablesThatDependOnEachOther() {
    double[] pi = new double[30];
    Arrays.fill(pi, .3);
    double[] x = Populations.uniform(30, 1);
    double[] twice = Arrays.stream(x).map(value -> 2 * value).toArray();
    double[] none = new double[30];
    for (int seed = 0; seed < 500; seed++) {
      assertThat(CubeSampling.draw(pi, new double[][] {x, twice, none}, seed)).hasSize(9);
    }
  }

  @Test
  void drawsTheWholeNumberBelowOrAboveATotalThatIsNotWhole() {
    double[] pi = {.3, .4, .2, .7, 1, 0, .15};
    double[][] variables = {{1, 2, 3, 4, 5, 6, 7}};
    ChiSquare.assertInclusion(
        pi,
        100_000,
        seed -> {
          int[] units = CubeSampling.draw(pi, variables, seed);
          assertThat(units.length).isBetween(2, 3);
          return units;
        });
  }

  @Test
  void keepsItsSizeOverManyUnits() {
    int units = 20_000;
    double[] pi = WaterFilling.inclusionProbabilities(Populations.skewed(units, 9), 1_500, 0.1);
    double[][] variables = {Populations.uniform(units, 1), Populations.uniform(units, 2)};
    assertThat(CubeSampling.draw(pi, variables, 1)).hasSize(1_500);
  }

  @Test
  void refusesVariablesThatAreNotFiniteOrOfOtherLength() {
    double[] pi = {.5, .5};
    assertRefused(
        () -> CubeSampling.draw(pi, new double[][] {{1, Double.NaN}}, 1), Reason.VALUE_NOT_FINITE);
    assertRefused(() -> CubeSampling.draw(pi, new double[][] {{1}}, 1), Reason.LENGTH_MISMATCH);
  }
}
