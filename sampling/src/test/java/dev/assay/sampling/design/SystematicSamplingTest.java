package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.SeededStream;
import org.junit.jupiter.api.Test;

class SystematicSamplingTest {

  @Test
  void hasThePublishedJointProbabilities() {
    SampleLaw law = SystematicSampling.law(Published.pi(), Published.natural(6));
    double[][] joint = law.jointProbabilities();
    assertThat(joint[0][3]).isCloseTo(.07, within(1e-14));
    assertThat(joint[1][4]).isCloseTo(.02, within(1e-14));
    assertThat(joint[2][3]).isCloseTo(.02, within(1e-14));
  }

  @Test
  void hasThePublishedVariance() {
    SampleLaw law = SystematicSampling.law(Published.pi(), Published.natural(6));
    double[] values = {2, 4, 7, 6, 9, 12};
    assertThat(LawTesting.varianceOfTotal(law, Published.pi(), values))
        .isCloseTo(26.427634879, within(5e-10));
  }

  @Test
  void drawsItsEnumeratedLawInAnyOrder() {
    double[] pi = {.5, .3, 1, .9, .05, .7, 0, .25, .3};
    int[] order = {8, 3, 1, 6, 0, 7, 5, 2, 4};
    SampleLaw law = SystematicSampling.law(pi, order);
    LawTesting.assertInclusion(law, pi);
    LawTesting.assertDraws(
        law, 50_000, seed -> SystematicSampling.draw(pi, order, new SeededStream(seed).nextUnit()));
  }

  @Test
  void keepsItsSizeAtTheEdgesOfTheStart() {
    double[] pi = WaterFilling.inclusionProbabilities(Populations.skewed(1_000, 1), 333, 0.1);
    for (double start : new double[] {0, Double.MIN_VALUE, 0.5, Math.nextDown(1.0)}) {
      assertThat(SystematicSampling.draw(pi, Published.natural(1_000), start))
          .hasSize(333)
          .doesNotHaveDuplicates();
    }
    assertThat(SystematicSampling.draw(new double[] {1, 1, 0}, new int[] {2, 0, 1}, 0))
        .containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void refusesTotalsThatAreNotWholeAndStartsOutOfRange() {
    int[] order = {0, 1};
    assertRefused(
        () -> SystematicSampling.draw(new double[] {.5, .6}, order, 0), Reason.TOTAL_NOT_WHOLE);
    assertRefused(
        () -> SystematicSampling.draw(new double[] {.5, .5}, order, 1), Reason.SHARE_OUT_OF_RANGE);
  }
}
