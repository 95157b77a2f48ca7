package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.Coverage;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  @Test
  void columnsSumToWhatWasPredicted() {
    long[] predictedCounts = {600, 400};
    int[] label = {0, 0, 1, 1, 0, 1};
    int[] predicted = {0, 0, 0, 1, 1, 1};
    ConfusionMatrix matrix = matrix(predictedCounts, label, predicted, .01);
    assertThat(matrix.share(0, 0) + matrix.share(1, 0)).isCloseTo(.6, within(1e-15));
    assertThat(matrix.share(0, 1) + matrix.share(1, 1)).isCloseTo(.4, within(1e-15));
    assertThat(matrix.share(1, 0)).isCloseTo(.1, within(1e-15));
    assertThat(matrix.interval(1, 0).contains(.1)).isTrue();
    assertThat(matrix.interval(0, 0).low())
        .isCloseTo(.6 - matrix.interval(1, 0).high(), within(1e-15));
  }

  @Test
  void everyLabelThereGivesTheCountsExactly() {
    ConfusionMatrix matrix =
        matrix(new long[] {3, 2, 0}, new int[] {0, 0, 1, 1, 2}, new int[] {0, 0, 0, 1, 1}, 1);
    assertThat(matrix.share(1, 0)).isCloseTo(.2, within(1e-15));
    assertThat(matrix.interval(1, 0).width()).isZero();
    assertThat(matrix.interval(0, 0).width()).isZero();
    assertThat(matrix.share(2, 2)).isZero();
    assertThat(matrix.interval(0, 2).high()).isZero();
  }

  @Test
  void everyCellIsCoveredIncludingThoseWithoutAnyUnit() {
    int units = 600;
    int[] label = new int[units];
    int[] predicted = new int[units];
    double[] x = new double[units];
    long[] predictedCounts = new long[3];
    SplittableRandom random = new SplittableRandom(3);
    double[][] truth = new double[3][3];
    for (int i = 0; i < units; i++) {
      predicted[i] = i % 3;
      boolean wrong = predicted[i] != 2 && random.nextDouble() < .06;
      label[i] = wrong ? (predicted[i] + 1) % 3 : predicted[i];
      x[i] = wrong ? .5 + random.nextDouble() : .2 + random.nextDouble();
      predictedCounts[predicted[i]]++;
      truth[label[i]][predicted[i]] += 1.0 / units;
    }
    int draws = 1000;
    Coverage[][] cells = new Coverage[3][3];
    for (int l = 0; l < 3; l++) {
      for (int p = 0; p < 3; p++) {
        cells[l][p] = new Coverage(truth[l][p], .9);
      }
    }
    SeededDraws seeded = new SeededDraws(2);
    for (int draw = 0; draw < draws; draw++) {
      Waves waves = new Waves(new double[units], new double[units], 1);
      double[] pi = waves.halfFlat(x, 90);
      int[] s = seeded.pivotal(waves.remaining(), pi);
      ConfusionMatrix matrix =
          ConfusionMatrix.estimate(
              predictedCounts,
              new Round[] {new Round(units, 0, 90)},
              new int[s.length],
              pick(label, s),
              pick(predicted, s),
              SeededDraws.pick(pi, s),
              .9);
      for (int l = 0; l < 3; l++) {
        for (int p = 0; p < 3; p++) {
          cells[l][p].add(matrix.share(l, p), matrix.interval(l, p));
        }
      }
    }
    for (int p = 0; p < 3; p++) {
      double wrong = truth[(p + 1) % 3][p];
      for (int l = 0; l < 3; l++) {
        String name = "label " + l + ", predicted " + p;
        cells[l][p].assertHeld(name);
        // The diagonal is what the errors leave of a known count; the third cell has none.
        double errors = l == (p + 2) % 3 ? 0 : wrong;
        cells[l][p].assertMeanWidth(name, Coverage.exactWidth(90 * errors, .9) / 90);
      }
    }
  }

  @Test
  void refusesClassesThatAreNone() {
    assertThatThrownBy(() -> matrix(new long[] {1, 1}, new int[] {2}, new int[] {0}, .5))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> matrix(new long[] {1, 1}, new int[0], new int[0], .5))
        .isInstanceOf(NoLabelException.class);
  }

  private static int[] pick(int[] values, int[] indices) {
    return Arrays.stream(indices).map(i -> values[i]).toArray();
  }

  private static ConfusionMatrix matrix(
      long[] predictedCounts, int[] label, int[] predicted, double probability) {
    double[] pi = new double[label.length];
    Arrays.fill(pi, probability);
    long units = Arrays.stream(predictedCounts).sum();
    Round[] round = {new Round(units, 0, Math.max(1, label.length))};
    return ConfusionMatrix.estimate(
        predictedCounts, round, new int[label.length], label, predicted, pi, .9);
  }
}
