package dev.assay.sampling.estimate.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.SampleSize;
import dev.assay.sampling.estimate.numeric.NormalLaw;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Numbers that survey packages and the methods' own implementations print. */
class PublishedCasesTest {
  private static final double[] PI = {.41, .61, .91};
  private static final double[] Y = {7, 6, 12};

  @Test
  void horvitzThompsonAndHajekOfTheSixUnitPopulation() {
    LabelledSample sample = LabelledSample.of(6, Y).withInclusionProbability(PI, SampleSize.FIXED);
    assertThat(6 * new HorvitzThompson().estimate(sample).mean())
        .isCloseTo(40.0960494923, within(1e-9));
    assertThat(36 * new HorvitzThompson().estimate(sample).variance())
        .isCloseTo(22.2668622834, within(1e-9));
    assertThat(new Hajek().estimate(sample).mean()).isCloseTo(7.74463209709, within(1e-10));
  }

  @Test
  void linearCalibrationAndRakingOfTheSixUnitPopulation() {
    Auxiliary auxiliary =
        new Auxiliary(new double[][] {{1, 3}, {1, 4}, {1, 6}}, new double[] {6, 21});
    double[] linear = WeightCalibration.linear(auxiliary, PI);
    assertThat(linear[0]).isCloseTo(1.53902985075, within(1e-10));
    assertThat(linear[1]).isCloseTo(1.1403358209, within(1e-10));
    assertThat(linear[2]).isCloseTo(.342947761194, within(1e-10));
    LabelledSample sample =
        LabelledSample.of(6, Y)
            .withInclusionProbability(PI, SampleSize.FIXED)
            .withAuxiliary(auxiliary);
    assertThat(6 * new GeneralRegression().estimate(sample).mean())
        .isCloseTo(42.0149253731, within(1e-9));
    double[] raked = WeightCalibration.raking(auxiliary, PI);
    double total = 0;
    for (int i = 0; i < 3; i++) {
      total += raked[i] * Y[i] / PI[i];
    }
    // The published run stops its Newton steps at 1e-6; this one meets the totals to 1e-12.
    assertThat(total).isCloseTo(42.5756189128, within(1e-6));
  }

  @Test
  void stratifiedProportionOfSchoolsFromItsCounts() {
    MeanEstimate estimate = new Stratified().estimate(SchoolCounts.sample());
    assertThat(estimate.mean()).isCloseTo(.172051989, within(5e-8));
    assertThat(estimate.standardError()).isCloseTo(.02434, within(5e-6));
  }

  @Test
  void predictionPoweredMean() {
    double[] y = {0, 0, 1, 0, 1, 0, 0, 1, 0, 0};
    double[] f = {.5, .2, .7, .1, .9, .8, .2, .6, .4, .1};
    double[] u = {.1, .9, .2, .7, .1, .6, .8, .2, .1, .4, .3, .9, .2, .9, .1, .2, .5, .1, .8, .2};
    assertThat(PredictionPowered.lambda(y, f, u)).isCloseTo(.6181043129, within(1e-10));
    LabelledSample sample = LabelledSample.of(30, y).withControl(Control.ofUnlabelled(f, u));
    assertWald(new PredictionPowered().estimate(sample), .2783663490, .0750878492, .4816448488);
    assertWald(new PredictionPowered().estimate(y, f, u, 1), .265, .0536267088, .4763732912);
    assertWald(new PredictionPowered().estimate(y, f, u, 0), .3, .0616380640, .5383619360);
  }

  @Test
  void levelledAndPlainUnbiasedRisk() {
    LabelledSample sample =
        LabelledSample.of(10, new double[] {1, 0, 0, 1})
            .withDrawProbability(new double[] {.3, .2, .25, .5});
    assertThat(new Lure().estimate(sample).mean()).isCloseTo(.2103174603, within(1e-10));
    assertThat(new Pure().estimate(sample).mean()).isCloseTo(.2083333333, within(1e-10));
    double[] v = new double[4];
    for (int m = 0; m < 4; m++) {
      double[] loss = new double[4];
      loss[m] = 4;
      v[m] =
          new Lure()
              .estimate(
                  LabelledSample.of(10, loss).withDrawProbability(new double[] {.3, .2, .25, .5}))
              .mean();
    }
    assertThat(v[0]).isCloseTo(5 / 9.0, within(1e-14));
    assertThat(v[1]).isCloseTo(2 / 3.0, within(1e-14));
    assertThat(v[2]).isCloseTo(4 / 7.0, within(1e-14));
    assertThat(v[3]).isCloseTo(2 / 7.0, within(1e-14));
  }

  @Test
  void levelledRiskEnumeratedOverAllDrawsIsUnbiasedWithThePublishedVariance() {
    DrawEnumeration lure = new DrawEnumeration(new Lure(), false);
    assertThat(lure.mean()).isCloseTo(.46, within(1e-12));
    assertThat(lure.variance()).isCloseTo(.0236530178, within(1e-10));
    assertThat(new DrawEnumeration(new Pure(), false).mean()).isCloseTo(.46, within(1e-12));
    assertThat(new DrawEnumeration(new Lure(), true).mean()).isCloseTo(.46, within(1e-12));
  }

  private static void assertWald(MeanEstimate estimate, double mean, double low, double high) {
    double half = NormalLaw.criticalValue(.9) * estimate.standardError();
    assertThat(estimate.mean()).isCloseTo(mean, within(1e-9));
    assertThat(estimate.mean() - half).isCloseTo(low, within(1e-9));
    assertThat(estimate.mean() + half).isCloseTo(high, within(1e-9));
  }

  /** All ordered samples of 3 of 5 units, drawn one after another with odds 1..5. */
  private static final class DrawEnumeration {
    private static final double[] LOSS = {.2, .9, .4, .7, .1};
    private static final double[] ODDS = {1, 2, 3, 4, 5};
    private static final double[] CONTROL = {.5, .1, .3, .3, .2};
    private final MeanEstimator estimator;
    private final boolean control;
    private double mean;
    private double square;

    DrawEnumeration(MeanEstimator estimator, boolean control) {
      this.estimator = estimator;
      this.control = control;
      draw(new int[0], new double[0], 1);
    }

    private void draw(int[] units, double[] q, double probability) {
      if (units.length == 3) {
        double[] value = Arrays.stream(units).mapToDouble(i -> LOSS[i]).toArray();
        LabelledSample sample = LabelledSample.of(5, value).withDrawProbability(q);
        if (control) {
          double[] g = Arrays.stream(units).mapToDouble(i -> CONTROL[i]).toArray();
          sample = sample.withControl(Control.ofTotal(g, Arrays.stream(CONTROL).sum()));
        }
        double estimate = estimator.estimate(sample).mean();
        mean += probability * estimate;
        square += probability * estimate * estimate;
        return;
      }
      double left = 15 - Arrays.stream(units).mapToDouble(i -> ODDS[i]).sum();
      for (int i = 0; i < 5; i++) {
        int unit = i;
        if (Arrays.stream(units).noneMatch(j -> j == unit)) {
          int[] more = Arrays.copyOf(units, units.length + 1);
          double[] moreQ = Arrays.copyOf(q, q.length + 1);
          more[units.length] = i;
          moreQ[q.length] = ODDS[i] / left;
          draw(more, moreQ, probability * ODDS[i] / left);
        }
      }
    }

    double mean() {
      return mean;
    }

    double variance() {
      return square - mean * mean;
    }
  }
}
