package dev.assay.sampling.estimate.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.ArcSine;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.KornGraubard;
import dev.assay.sampling.estimate.Logit;
import dev.assay.sampling.estimate.SampleSize;
import dev.assay.sampling.estimate.ScaledLikelihood;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeanIntervalsTest {
  private static final double SCHOOL_FREEDOM = 197;

  static Iterable<MeanInterval> all() {
    return MeanIntervals.all();
  }

  @Test
  void intervalsOfTheStratifiedSchoolProportion() {
    MeanEstimate estimate = new Stratified().estimate(SchoolCounts.sample());
    double mean = estimate.mean();
    double variance = estimate.variance();
    assertEnds(Logit.of(mean, variance, .9, SCHOOL_FREEDOM), .135452176, .2160696527, 5e-9);
    assertEnds(ArcSine.of(mean, variance, .9, SCHOOL_FREEDOM), .1337568358, .2140701275, 5e-9);
    assertEnds(
        KornGraubard.of(mean, variance, 200, SCHOOL_FREEDOM, .9), .1331235471, .2171603116, 5e-9);
    // The published ends interpolate a profile; these solve for them.
    assertEnds(
        ScaledLikelihood.of(mean, variance, 200, SCHOOL_FREEDOM, .9),
        .1342790792,
        .2147970485,
        1e-5);
  }

  @Test
  void noErrorSeenIsNoPointForTheSummariesOfAProportion() {
    assertThat(Logit.of(0, 0, .9).width()).isEqualTo(1);
    assertThat(ArcSine.of(0, 0, .9).width()).isEqualTo(1);
    assertThat(KornGraubard.of(0, 0, 30, 29, .9).high()).isCloseTo(.095034, within(5e-7));
    assertThat(ScaledLikelihood.of(0, 0, 30, 29, .9).high()).isBetween(.03, .1);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyIntervalHoldsTheEstimateAndIsFoundByItsName(MeanInterval interval) {
    Interval of = interval.of(uniform(new double[] {1, 0, 0, 0, 1, 0, 0, 0}), .9);
    assertThat(of.contains(.25)).isTrue();
    assertThat(of.width()).isPositive();
    assertThat(MeanIntervals.named(interval.name())).isSameAs(interval);
    assertThat(of.method())
        .isEqualTo(interval.name().equals("auto") ? "hypergeometric" : interval.name());
  }

  @Test
  void autoChoosesByProbabilitiesControlAndRange() {
    double[] pi = {.2, .2, .4, .4};
    double[] value = {1, 0, 0, 0};
    LabelledSample unequal =
        LabelledSample.of(16, value).withInclusionProbability(pi, SampleSize.FIXED);
    MeanInterval auto = MeanIntervals.auto();
    assertThat(auto.of(unequal, .9).method()).isEqualTo("gamma-mid-p");
    LabelledSample equal = uniform(value);
    assertThat(auto.of(equal, .9).method()).isEqualTo("hypergeometric");
    assertThat(auto.of(equal.withControl(Control.ofTotal(pi, 3)), .9).method())
        .isEqualTo("gamma-mid-p");
    assertThat(
            auto.of(equal.withControl(Control.ofTotal(new double[] {2, 2, 2, 2}, 64)), .9).method())
        .isEqualTo("wald");
    assertThat(auto.of(uniform(new double[] {5, 0, 2, 0}), .9).method()).isEqualTo("wald");
  }

  @Test
  void autoOfSharesNearOneMirrorsThatOfTheirComplement() {
    double[] pi = {.2, .2, .4, .4, .3, .3};
    double[] value = {1, 1, 1, 0, 1, 1};
    double[] mirrored = Arrays.stream(value).map(v -> 1 - v).toArray();
    Interval of =
        MeanIntervals.auto()
            .of(LabelledSample.of(20, value).withInclusionProbability(pi, SampleSize.FIXED), .9);
    Interval complement =
        MeanIntervals.auto()
            .of(LabelledSample.of(20, mirrored).withInclusionProbability(pi, SampleSize.FIXED), .9);
    assertThat(of.low()).isCloseTo(1 - complement.high(), within(1e-12));
    assertThat(of.high()).isCloseTo(1 - complement.low(), within(1e-12));
  }

  @Test
  void countsOfUnequalProbabilitiesAreRefused() {
    LabelledSample sample =
        LabelledSample.of(16, new double[] {1, 0})
            .withInclusionProbability(new double[] {.2, .4}, SampleSize.FIXED);
    assertThatThrownBy(() -> MeanIntervals.named("clopper-pearson").of(sample, .9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("gamma-mid-p");
    assertThatThrownBy(() -> MeanIntervals.named("sandwich"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("wilson");
  }

  private static LabelledSample uniform(double[] value) {
    double[] pi = new double[value.length];
    Arrays.fill(pi, .25);
    return LabelledSample.of(4L * value.length, value)
        .withInclusionProbability(pi, SampleSize.FIXED);
  }

  private static void assertEnds(Interval interval, double low, double high, double tolerance) {
    assertThat(interval.low()).isCloseTo(low, within(tolerance));
    assertThat(interval.high()).isCloseTo(high, within(tolerance));
  }
}
