package dev.assay.sampling.estimate.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.EmptyStratumException;
import dev.assay.sampling.estimate.InvalidInputException;
import org.junit.jupiter.api.Test;

class PredictionPoweredTest {
  private static final double[] LABEL = {1, 0, 0, 1, 0};
  private static final double[] PREDICTED = {.8, .1, .3, .6, .2};
  private static final double[] REST = {.2, .9, .1, .4, .3, .2, .7};

  @Test
  void oneStratumIsTheUnstratifiedEstimate() {
    LabelledSample sample =
        LabelledSample.of(12, LABEL).withControl(Control.ofUnlabelled(PREDICTED, REST));
    MeanEstimate plain = new PredictionPowered().estimate(sample);
    MeanEstimate stratified =
        new StratifiedPredictionPowered()
            .estimate(sample.withStrata(new Strata(new int[5], new long[] {12})));
    assertThat(stratified.mean()).isCloseTo(plain.mean(), within(1e-15));
    assertThat(stratified.variance()).isCloseTo(plain.variance(), within(1e-15));
  }

  @Test
  void strataAddUpWithTheirSharesAndAFullOneIsKnown() {
    int[] stratum = {0, 0, 0, 1, 1};
    LabelledSample sample =
        LabelledSample.of(12, LABEL)
            .withControl(Control.ofUnlabelled(PREDICTED, REST))
            .withStrata(new Strata(stratum, new long[] {10, 2}));
    double[] label = {1, 0, 0};
    double[] predicted = {.8, .1, .3};
    PredictionPowered within = new PredictionPowered();
    MeanEstimate first =
        within.estimate(label, predicted, REST, PredictionPowered.lambda(label, predicted, REST));
    MeanEstimate estimate = new StratifiedPredictionPowered().estimate(sample);
    assertThat(estimate.mean()).isCloseTo((10 * first.mean() + 2 * .5) / 12, within(1e-15));
    assertThat(estimate.variance()).isCloseTo(first.variance() * 100 / 144, within(1e-15));
  }

  @Test
  void predictionsThatDoNotVaryAreLeftOut() {
    double[] flat = {.5, .5, .5, .5, .5};
    assertThat(PredictionPowered.lambda(LABEL, flat, new double[] {.5, .5})).isZero();
    assertThat(new PredictionPowered().estimate(LABEL, flat, flat, 0).mean())
        .isCloseTo(.4, within(1e-15));
  }

  @Test
  void refusesWhatIsMissing() {
    LabelledSample sample =
        LabelledSample.of(12, LABEL).withControl(Control.ofUnlabelled(PREDICTED, REST));
    assertThatThrownBy(
            () ->
                new StratifiedPredictionPowered()
                    .estimate(sample.withStrata(new Strata(new int[5], new long[] {6, 6}))))
        .isInstanceOf(EmptyStratumException.class);
    assertThatThrownBy(
            () ->
                new PredictionPowered()
                    .estimate(
                        LabelledSample.of(12, LABEL).withControl(Control.ofTotal(PREDICTED, 5))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("unlabelled");
  }
}
