package dev.assay.sampling.estimate.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.EmptyStratumException;
import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.MissingColumnException;
import dev.assay.sampling.estimate.NoLabelException;
import dev.assay.sampling.estimate.SampleSize;
import dev.assay.sampling.estimate.SingularSystemException;
import dev.assay.sampling.estimate.WeightOverflowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeanEstimatorsTest {
  static Iterable<MeanEstimator> all() {
    return MeanEstimators.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyEstimatorIsFoundByItsName(MeanEstimator estimator) {
    assertThat(MeanEstimators.named(estimator.name())).isSameAs(estimator);
  }

  @ParameterizedTest
  @MethodSource("all")
  void allLabelsEqualGivesThatValueUnderEqualProbabilities(MeanEstimator estimator) {
    MeanEstimate estimate = estimator.estimate(complete(estimator, new double[] {1, 1, 1, 1}));
    assertThat(estimate.mean()).isCloseTo(1, within(1e-12));
    assertThat(estimate.variance()).isBetween(0.0, .3);
    assertThat(estimate.estimator()).isEqualTo(estimator.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void aSingleLabelHasAnEstimate(MeanEstimator estimator) {
    double[] one = {1};
    LabelledSample sample =
        LabelledSample.of(8, one)
            .withInclusionProbability(new double[] {1 / 8.0}, SampleSize.FIXED)
            .withDrawProbability(new double[] {1 / 8.0})
            .withControl(
                Control.ofUnlabelled(new double[] {.5}, new double[] {.5, .5, .5, .5, .5, .5, .5}))
            .withStrata(new Strata(new int[1], new long[] {8}))
            .withAuxiliary(new Auxiliary(new double[][] {{1}}, new double[] {8}));
    assertThat(estimator.estimate(sample).mean()).isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aMissingColumnIsNamed(MeanEstimator estimator) {
    assertThatThrownBy(() -> estimator.estimate(LabelledSample.of(8, new double[] {1, 0})))
        .isInstanceOf(MissingColumnException.class)
        .hasMessageContaining(estimator.name());
  }

  @Test
  void unknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> MeanEstimators.named("median"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("difference");
  }

  @Test
  void noLabelAndValuesThatAreNoNumbersAreRefused() {
    assertThatThrownBy(() -> LabelledSample.of(8, new double[0]))
        .isInstanceOf(NoLabelException.class);
    assertThatThrownBy(() -> LabelledSample.of(8, new double[] {Double.NaN}))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> LabelledSample.of(0, new double[] {1}))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void overflowingWeightsAreRefused() {
    LabelledSample sample = LabelledSample.of(2, new double[] {1, 1});
    assertThatThrownBy(
            () -> sample.withInclusionProbability(new double[] {1, 1e-320}, SampleSize.FIXED))
        .isInstanceOf(WeightOverflowException.class);
    assertThatThrownBy(
            () ->
                new HorvitzThompson()
                    .estimate(
                        sample.withInclusionProbability(
                            new double[] {1e-300, 1e-300}, SampleSize.RANDOM)))
        .isInstanceOf(WeightOverflowException.class);
  }

  @Test
  void emptyStratumAndDependentVariablesAreRefused() {
    LabelledSample sample = LabelledSample.of(8, new double[] {1, 0});
    assertThatThrownBy(
            () ->
                new Stratified()
                    .estimate(sample.withStrata(new Strata(new int[2], new long[] {6, 2}))))
        .isInstanceOf(EmptyStratumException.class)
        .hasMessageContaining("merge");
    assertThatThrownBy(
            () ->
                new GeneralRegression()
                    .estimate(
                        sample
                            .withInclusionProbability(new double[] {.5, .5}, SampleSize.FIXED)
                            .withAuxiliary(
                                new Auxiliary(
                                    new double[][] {{1, 2}, {1, 2}}, new double[] {8, 16}))))
        .isInstanceOf(SingularSystemException.class);
  }

  /** Four labels of eight units with every column, equal probabilities, one stratum. */
  private static LabelledSample complete(MeanEstimator estimator, double[] value) {
    double[] half = {.5, .5, .5, .5};
    boolean oneAfterAnother = estimator instanceof Lure || estimator instanceof Pure;
    double[] draw =
        oneAfterAnother
            ? new double[] {1 / 8.0, 1 / 7.0, 1 / 6.0, 1 / 5.0}
            : new double[] {1 / 8.0, 1 / 8.0, 1 / 8.0, 1 / 8.0};
    return LabelledSample.of(8, value)
        .withInclusionProbability(half, SampleSize.FIXED)
        .withDrawProbability(draw)
        .withControl(Control.ofUnlabelled(half, half))
        .withStrata(new Strata(new int[4], new long[] {8}))
        .withAuxiliary(new Auxiliary(new double[][] {{1}, {1}, {1}, {1}}, new double[] {8}));
  }
}
