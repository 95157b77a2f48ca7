package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import org.junit.jupiter.api.Test;

class PoissonSamplingTest {

  @Test
  void hasThePublishedVariance() {
    SampleLaw law = PoissonSampling.law(Published.pi());
    double[] values = {2, 4, 7, 6, 9, 12};
    assertThat(LawTesting.varianceOfTotal(law, Published.pi(), values))
        .isCloseTo(255.621212454, within(5e-10));
  }

  @Test
  void drawsUnitsIndependently() {
    double[] pi = {.5, .3, 1, .9, .05, 0, .25};
    SampleLaw law = PoissonSampling.law(pi);
    LawTesting.assertInclusion(law, pi);
    assertThat(law.jointProbabilities()[0][3]).isCloseTo(.45, within(1e-15));
    LawTesting.assertDraws(law, 100_000, seed -> PoissonSampling.draw(pi, seed));
  }

  @Test
  void refusesProbabilitiesOutOfRange() {
    assertRefused(
        () -> PoissonSampling.draw(new double[] {1.5}, 1), Reason.PROBABILITY_OUT_OF_RANGE);
    assertRefused(
        () -> PoissonSampling.draw(new double[] {Double.NaN}, 1), Reason.PROBABILITY_OUT_OF_RANGE);
  }

  @Test
  void refusesToEnumerateLargePopulations() {
    assertRefused(() -> PoissonSampling.law(new double[SampleLaw.MAX_UNITS + 1]), Reason.TOO_LARGE);
  }
}
