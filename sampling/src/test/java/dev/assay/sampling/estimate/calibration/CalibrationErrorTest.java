package dev.assay.sampling.estimate.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.NoLabelException;
import dev.assay.sampling.estimate.SampleSize;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {
  private static final int UNITS = 2000;
  private static final int BINS = 10;

  @Test
  void everyLabelThereGivesTheBinsExactly() {
    double[] confidence = {.2, .2, .6, .6, .9, .9};
    double[] correct = {0, 1, 1, 1, 1, 0};
    double[] certain = {1, 1, 1, 1, 1, 1};
    List<ReliabilityBin> bins =
        ReliabilityDiagram.of(
            confidence, new int[] {0, 1, 2, 3, 4, 5}, correct, certain, SampleSize.FIXED, 3);
    assertThat(bins).hasSize(3);
    assertThat(bins.get(0).accuracy()).isCloseTo(.5, within(1e-15));
    assertThat(bins.get(1).gap()).isCloseTo(.4, within(1e-15));
    assertThat(bins.get(2).gap()).isCloseTo(-.4, within(1e-15));
    CalibrationError error = CalibrationError.of(bins);
    assertThat(error.plain()).isCloseTo((.3 + .4 + .4) / 3, within(1e-15));
    assertThat(error.corrected()).isCloseTo(error.plain(), within(1e-15));
    assertThat(error.standardError()).isZero();
  }

  @Test
  void correctionTakesMostOfTheBiasOffAndLeavesTheSquareUnbiased() {
    double[] confidence = new double[UNITS];
    double[] correct = new double[UNITS];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < UNITS; i++) {
      confidence[i] = .5 + .5 * random.nextDouble();
      correct[i] = random.nextDouble() < confidence[i] ? 1 : 0;
    }
    CalibrationError truth = CalibrationError.of(sample(confidence, correct, random, UNITS));
    double plain = 0;
    double corrected = 0;
    double square = 0;
    double squareSpread = 0;
    int draws = 2000;
    for (int draw = 0; draw < draws; draw++) {
      CalibrationError error = CalibrationError.of(sample(confidence, correct, random, 200));
      plain += (error.plain() - truth.plain()) / draws;
      corrected += (error.corrected() - truth.plain()) / draws;
      double miss = error.squareCorrected() - truth.squareCorrected();
      square += miss / draws;
      squareSpread += miss * miss / draws;
    }
    assertThat(Math.abs(corrected)).isLessThan(plain / 2);
    assertThat(square / StrictMath.sqrt(squareSpread / draws)).isBetween(-4.0, 4.0);
  }

  @Test
  void binsAreJoinedUntilEachHasLabelsAndTiesStayTogether() {
    double[] confidence = new double[100];
    Arrays.fill(confidence, 50, 100, .9);
    Arrays.fill(confidence, 0, 50, .3);
    double[] pi = {.04, .04, .04};
    List<ReliabilityBin> bins =
        ReliabilityDiagram.of(
            confidence, new int[] {0, 60, 70}, new double[3], pi, SampleSize.FIXED, 10);
    assertThat(bins).hasSize(1);
    assertThat(bins.get(0).labelCount()).isEqualTo(3);
    bins =
        ReliabilityDiagram.of(
            confidence,
            new int[] {0, 1, 60, 70},
            new double[4],
            new double[] {.04, .04, .04, .04},
            SampleSize.FIXED,
            10);
    assertThat(bins).hasSize(2);
    assertThat(bins.get(0).high()).isEqualTo(.3);
  }

  @Test
  void brierScoreAndItsExpectation() {
    double[][] p = {{.7, .2, .1}, {0, 1, 0}};
    assertThat(BrierScore.values(p, new int[] {0, 0}))
        .containsExactly(new double[] {.14, 2}, within(1e-15));
    assertThat(BrierScore.expected(p)).containsExactly(new double[] {.46, 0}, within(1e-15));
    assertThatThrownBy(() -> BrierScore.values(p, new int[] {0, 3}))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void refusesWhatIsNoDiagram() {
    double[] one = {.5};
    assertThatThrownBy(
            () ->
                ReliabilityDiagram.of(
                    one, new int[0], new double[0], new double[0], SampleSize.FIXED, 5))
        .isInstanceOf(NoLabelException.class);
    assertThatThrownBy(
            () -> ReliabilityDiagram.of(one, new int[] {1}, one, one, SampleSize.FIXED, 5))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(
            () -> ReliabilityDiagram.of(one, new int[] {0}, one, one, SampleSize.FIXED, 0))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> CalibrationError.of(List.of())).isInstanceOf(NoLabelException.class);
  }

  private static List<ReliabilityBin> sample(
      double[] confidence, double[] correct, SplittableRandom random, int labels) {
    int[] order = new int[UNITS];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < labels; i++) {
      int j = i + random.nextInt(UNITS - i);
      int unit = order[i];
      order[i] = order[j];
      order[j] = unit;
    }
    int[] labelled = Arrays.copyOf(order, labels);
    double[] right = Arrays.stream(labelled).mapToDouble(i -> correct[i]).toArray();
    double[] pi = new double[labels];
    Arrays.fill(pi, (double) labels / UNITS);
    return ReliabilityDiagram.of(confidence, labelled, right, pi, SampleSize.FIXED, BINS);
  }
}
