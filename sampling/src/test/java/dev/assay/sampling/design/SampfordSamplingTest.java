package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import org.junit.jupiter.api.Test;

class SampfordSamplingTest {

  private static final double[] MIXED = {1, .3, .2, 0, .9, .6, .45, 1, .55};

  @Test
  void hasThePublishedJointProbabilities() {
    double[][] joint = SampfordSampling.jointProbabilities(Published.pi());
    assertThat(joint[0][1]).isCloseTo(.0040134958087, within(5e-14));
    assertThat(joint[2][3]).isCloseTo(.144779441821, within(5e-13));
    assertThat(joint[4][5]).isCloseTo(.745000335429, within(5e-13));
  }

  @Test
  void hasThePublishedVariance() {
    double[] values = {2, 4, 7, 6, 9, 12};
    SampleLaw law = SampfordSampling.law(Published.pi());
    assertThat(LawTesting.varianceOfTotal(law, Published.pi(), values))
        .isCloseTo(40.6498769559, within(5e-11));
  }

  @Test
  void hasTheLawOfItsDefinition() {
    double[] pi = {.5, .3, .2, .6, .4};
    // n - 1 = 1 more draw in proportion to pi / (1 - pi): both orders of each pair.
    double[] odds = new double[5];
    for (int i = 0; i < 5; i++) {
      odds[i] = pi[i] / (1 - pi[i]);
    }
    double total = 0;
    double[][] weights = new double[5][5];
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < i; j++) {
        weights[i][j] = pi[i] * odds[j] + pi[j] * odds[i];
        total += weights[i][j];
      }
    }
    SampleLaw law = SampfordSampling.law(pi);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(law.probability(1 << i | 1 << j))
            .isCloseTo(weights[i][j] / total, within(1e-14));
      }
    }
  }

  @Test
  void hasExactInclusionAndJointProbabilitiesWithCertainAndImpossibleUnits() {
    SampleLaw law = SampfordSampling.law(MIXED);
    LawTesting.assertInclusion(law, MIXED);
    LawTesting.assertJoint(law, SampfordSampling.jointProbabilities(MIXED));
  }

  @Test
  void drawsItsEnumeratedLaw() {
    LawTesting.assertDraws(
        SampfordSampling.law(MIXED), 100_000, seed -> SampfordSampling.draw(MIXED, seed));
  }

  @Test
  void keepsSizeAndProbabilitiesInALargerPopulation() {
    double[] pi = WaterFilling.inclusionProbabilities(Populations.skewed(80, 4), 20, 0.3);
    ChiSquare.assertInclusion(
        pi,
        20_000,
        seed -> {
          int[] units = SampfordSampling.draw(pi, seed);
          assertThat(units).hasSize(20);
          return units;
        });
  }

  @Test
  void hasJointRowsThatAddUp() {
    double[] pi = WaterFilling.inclusionProbabilities(Populations.skewed(60, 4), 12, 0.3);
    double[][] joint = SampfordSampling.jointProbabilities(pi);
    ConditionalPoissonTest.assertJointRows(pi, joint, 12);
  }

  @Test
  void takesAllWhereAllAreCertain() {
    assertThat(SampfordSampling.draw(new double[] {1, 1, 0}, 3)).containsExactly(0, 1);
  }

  @Test
  void refusesTotalsThatAreNotWhole() {
    assertRefused(() -> SampfordSampling.draw(new double[] {.5, .6}, 1), Reason.TOTAL_NOT_WHOLE);
  }
}
