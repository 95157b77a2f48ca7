package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConditionalPoissonTest {

  private static final double[] MIXED = {1, .3, .2, 0, .9, .6, .45, 1, .55};

  /**
   * The reference's digits come of its own additive iteration, p += pi - pi(p), which it stops when
   * the misses add up to less than 1e-6: stopped there, ours has all of its digits.
   */
  private static double[] workingAsTheReferenceStops() {
    double[] working = Published.pi();
    double miss = Double.POSITIVE_INFINITY;
    while (miss > 1e-6) {
      double[] reached = ConditionalPoisson.inclusionOfWorking(working, 3);
      miss = 0;
      for (int i = 0; i < working.length; i++) {
        working[i] += Published.PI[i] - reached[i];
        miss += Math.abs(Published.PI[i] - reached[i]);
      }
    }
    return working;
  }

  @Test
  void hasThePublishedWorkingProbabilities() {
    double[] published = {
      .102078085538, .223817062935, .441727869050, .579626806653, .779352378796, .873397797028
    };
    assertThat(workingAsTheReferenceStops()).containsExactly(published, within(5e-13));
    // Solved to the end they differ in the seventh digit, and have pi to the last.
    assertThat(ConditionalPoisson.workingProbabilities(Published.pi()))
        .containsExactly(published, within(1e-6));
    LawTesting.assertInclusion(ConditionalPoisson.law(Published.pi()), Published.PI);
  }

  /** The reference's closed form, of the wanted pi and the odds of its working probabilities. */
  private static double[][] jointAsTheReferenceComputes() {
    double[] working = workingAsTheReferenceStops();
    double[][] joint = new double[6][6];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        double oddsI = working[i] / (1 - working[i]);
        double oddsJ = working[j] / (1 - working[j]);
        double pi = Published.PI[i];
        joint[i][j] = i == j ? pi : (pi * oddsJ - Published.PI[j] * oddsI) / (oddsJ - oddsI);
      }
    }
    return joint;
  }

  @Test
  void hasThePublishedJointProbabilities() {
    double[][] reference = jointAsTheReferenceComputes();
    assertThat(reference[0][1]).isCloseTo(.00491709069946, within(5e-15));
    assertThat(reference[2][3]).isCloseTo(.140686025389, within(5e-13));
    assertThat(reference[4][5]).isCloseTo(.746068019133, within(5e-13));
    double[][] joint = ConditionalPoisson.jointProbabilities(Published.pi());
    for (int i = 0; i < 6; i++) {
      assertThat(joint[i]).containsExactly(reference[i], within(1e-6));
    }
  }

  @Test
  void hasThePublishedVariance() {
    double[] values = {2, 4, 7, 6, 9, 12};
    double[] pi = Published.pi();
    double[][] joint = jointAsTheReferenceComputes();
    double variance = 0;
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        double covariance = joint[i][j] - pi[i] * pi[j];
        variance += covariance * values[i] / pi[i] * values[j] / pi[j];
      }
    }
    assertThat(variance).isCloseTo(41.7655349517, within(5e-11));
    assertThat(LawTesting.varianceOfTotal(ConditionalPoisson.law(pi), pi, values))
        .isCloseTo(41.7655349517, within(5e-4));
  }

  @Test
  void hasExactInclusionAndJointProbabilitiesWithCertainAndImpossibleUnits() {
    SampleLaw law = ConditionalPoisson.law(MIXED);
    LawTesting.assertInclusion(law, MIXED);
    LawTesting.assertJoint(law, ConditionalPoisson.jointProbabilities(MIXED));
  }

  @Test
  void drawsItsEnumeratedLaw() {
    LawTesting.assertDraws(
        ConditionalPoisson.law(MIXED), 100_000, seed -> ConditionalPoisson.draw(MIXED, seed));
  }

  @Test
  void keepsSizeAndProbabilitiesInALargerPopulation() {
    double[] pi = WaterFilling.inclusionProbabilities(Populations.skewed(80, 4), 20, 0.3);
    ChiSquare.assertInclusion(
        pi,
        10_000,
        seed -> {
          int[] units = ConditionalPoisson.draw(pi, seed);
          assertThat(units).hasSize(20);
          return units;
        });
  }

  @Test
  void isUniformSamplingWhereProbabilitiesAreEqual() {
    double[] pi = new double[10];
    Arrays.fill(pi, .3);
    double[][] joint = ConditionalPoisson.jointProbabilities(pi);
    assertThat(joint[2][7]).isCloseTo(3 * 2 / 90.0, within(1e-14));
  }

  @Test
  void hasJointRowsThatAddUp() {
    double[] pi = WaterFilling.inclusionProbabilities(Populations.skewed(60, 4), 12, 0.3);
    assertJointRows(pi, ConditionalPoisson.jointProbabilities(pi), 12);
  }

  @Test
  void solvesExtremeProbabilities() {
    double[] pi = {1e-9, 1 - 1e-9, .5, .5, .999, .001};
    LawTesting.assertInclusion(ConditionalPoisson.law(pi), pi);
  }

  @Test
  void refusesTotalsThatAreNotWhole() {
    assertRefused(() -> ConditionalPoisson.draw(new double[] {.5, .6}, 1), Reason.TOTAL_NOT_WHOLE);
  }

  @Test
  void refusesPopulationsBeyondItsTables() {
    double[] pi = new double[100_000];
    Arrays.fill(pi, .5);
    assertRefused(() -> ConditionalPoisson.draw(pi, 1), Reason.TOO_LARGE);
    double[] many = new double[ConditionalPoisson.MAX_JOINT_UNITS + 2];
    Arrays.fill(many, 2.0 / many.length);
    assertRefused(() -> ConditionalPoisson.jointProbabilities(many), Reason.TOO_LARGE);
  }

  /** Fixed size n: sum over j of pi_ij is (n - 1) pi_i, and no pair beats independence. */
  static void assertJointRows(double[] pi, double[][] joint, int size) {
    for (int i = 0; i < pi.length; i++) {
      double sum = 0;
      for (int j = 0; j < pi.length; j++) {
        if (j != i) {
          sum += joint[i][j];
          assertThat(joint[i][j]).isCloseTo(joint[j][i], within(1e-13));
          assertThat(joint[i][j]).isLessThanOrEqualTo(pi[i] * pi[j] + 1e-14);
        }
      }
      assertThat(sum).isCloseTo((size - 1) * pi[i], within(1e-11));
    }
  }
}
