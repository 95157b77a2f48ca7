package dev.assay.sampling.estimate.variance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.InvalidInputException;
import org.junit.jupiter.api.Test;

/** The six-unit population of the published cases: n = 3. */
class DesignVarianceTest {
  private static final double[] PI = {.07, .17, .41, .61, .83, .91};
  private static final double[] Y = {2, 4, 7, 6, 9, 12};

  @Test
  void poissonVarianceOfTheTotalIsExact() {
    assertThat(PoissonVariance.exact(Y, PI)).isCloseTo(255.621212454, within(1e-9));
  }

  @Test
  void exactVarianceFromJointProbabilitiesOfOrderedPivotal() {
    assertThat(JointVariance.exact(Y, OrderedPivotalLaw.joint()))
        .isCloseTo(31.8702113317, within(1e-8));
  }

  @Test
  void exactVarianceFromJointProbabilitiesOfSystematicSampling() {
    assertThat(JointVariance.exact(Y, SystematicLaw.joint(PI)))
        .isCloseTo(26.427634879, within(1e-8));
  }

  @Test
  void exactVarianceFromJointProbabilitiesOfMaximumEntropySampling() {
    assertThat(JointVariance.exact(Y, ConditionalPoissonLaw.joint()))
        .isCloseTo(41.7655349517, within(1e-8));
  }

  @Test
  void jointProbabilitiesOfMaximumEntropySamplingAreThePublishedOnes() {
    double[][] joint = ConditionalPoissonLaw.joint();
    assertThat(joint[0][1]).isCloseTo(.00491709069946, within(1e-12));
    assertThat(joint[2][3]).isCloseTo(.140686025389, within(1e-12));
    assertThat(joint[4][5]).isCloseTo(.746068019133, within(1e-12));
  }

  @Test
  void publishedSampleUnderMaximumEntropySampling() {
    int[] s = {2, 3, 5};
    double[][] joint = new double[3][3];
    double[] y = new double[3];
    for (int i = 0; i < 3; i++) {
      y[i] = Y[s[i]];
      for (int j = 0; j < 3; j++) {
        joint[i][j] = ConditionalPoissonLaw.joint()[s[i]][s[j]];
      }
    }
    assertThat(JointVariance.senYatesGrundy(y, joint)).isCloseTo(42.373550866, within(1e-8));
    assertThat(JointVariance.horvitzThompson(y, joint)).isCloseTo(-81.919666342, within(1e-8));
  }

  @Test
  void devilleVarianceOfThePublishedSample() {
    double[] y = {7, 6, 12};
    double[] pi = {.41, .61, .91};
    assertThat(DevilleVariance.ofTotal(y, pi)).isCloseTo(22.2668622834, within(1e-9));
  }

  @Test
  void devilleVarianceIsTheTextbookOneForEqualProbabilities() {
    double[] y = {1, 0, 0, 1, 1};
    double[] pi = {.1, .1, .1, .1, .1};
    double spread = (3 * .16 + 2 * .36) / 4;
    assertThat(DevilleVariance.ofTotal(y, pi))
        .isCloseTo(50 * 50 * (1 - .1) * spread / 5, within(1e-9));
  }

  @Test
  void certainUnitsAddNothing() {
    double[] y = {100, 7, 6, 12};
    double[] pi = {1, .41, .61, .91};
    assertThat(DevilleVariance.ofTotal(y, pi)).isCloseTo(22.2668622834, within(1e-9));
    assertThat(DevilleVariance.ofTotal(new double[] {3, 4}, new double[] {1, 1})).isZero();
    assertThat(DevilleVariance.ofTotal(new double[] {3}, new double[] {.5})).isEqualTo(18);
  }

  @Test
  void bothUnbiasedEstimatesAverageToTheExactVariance() {
    double sen = 0;
    double horvitz = 0;
    double[][] joint = OrderedPivotalLaw.joint();
    for (OrderedPivotalLaw.Outcome outcome : OrderedPivotalLaw.OUTCOMES) {
      int[] s = outcome.units();
      double[] y = new double[s.length];
      double[][] part = new double[s.length][s.length];
      for (int i = 0; i < s.length; i++) {
        y[i] = Y[s[i]];
        for (int j = 0; j < s.length; j++) {
          part[i][j] = joint[s[i]][s[j]];
        }
      }
      sen += outcome.probability() * JointVariance.senYatesGrundy(y, part);
      horvitz += outcome.probability() * JointVariance.horvitzThompson(y, part);
    }
    // Pairs that the design never draws together leave a bias; both estimates have the same one.
    double missing = 0;
    for (int i = 0; i < 6; i++) {
      for (int j = i + 1; j < 6; j++) {
        double product = joint[i][i] * joint[j][j];
        double difference = Y[i] / joint[i][i] - Y[j] / joint[j][j];
        missing += joint[i][j] > 1e-12 ? 0 : product * difference * difference;
      }
    }
    assertThat(sen + missing).isCloseTo(31.8702113317, within(1e-8));
    assertThat(horvitz).isLessThan(Double.POSITIVE_INFINITY);
  }

  @Test
  void refusesPairsThatCannotBeDrawnTogether() {
    double[][] joint = {{.5, 0}, {0, .5}};
    assertThatThrownBy(() -> JointVariance.senYatesGrundy(new double[] {1, 1}, joint))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Deville");
  }
}
