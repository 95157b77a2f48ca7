package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConfusionControlTest {
  private static final int LABELS = 40;

  /** Twenty labels of each prediction, the first right but for two, the second of no use. */
  private static ConfusionControl twoClasses() {
    int[] predicted = new int[LABELS];
    int[] label = new int[LABELS];
    for (int i = 0; i < LABELS; i++) {
      predicted[i] = i < 20 ? 0 : 1;
      label[i] = i < 18 || i % 2 == 0 ? 0 : 1;
    }
    return new ConfusionControl(2, predicted, label, equal(LABELS));
  }

  @Test
  void aPredictionIsWorthWhatItsLabelsSayAndOneLabelMore() {
    ConfusionControl.Belief first = twoClasses().in(0);
    assertThat(first.of(0)).isCloseTo((19 + 1) / 21.0, within(1e-12));
    assertThat(first.of(1)).isCloseTo(10 / 21.0, within(1e-12));
    assertThat(first.of(-1)).isEqualTo(.5);
  }

  @Test
  void beliefsOfAllClassesSumToOneAndThoseOfTwoAreComplements() {
    int[] predicted = new int[LABELS];
    int[] label = new int[LABELS];
    Arrays.setAll(predicted, i -> i % 6 - 1);
    Arrays.setAll(label, i -> i * i % 5);
    ConfusionControl control = new ConfusionControl(5, predicted, label, equal(LABELS));
    for (int predictedClass = -1; predictedClass < 5; predictedClass++) {
      double sum = 0;
      for (int k = 0; k < 5; k++) {
        double belief = control.in(k).of(predictedClass);
        assertThat(belief).isBetween(0.0, 1.0);
        sum += belief;
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
    assertThat(twoClasses().in(1).of(0)).isCloseTo(1 - twoClasses().in(0).of(0), within(1e-12));
  }

  @Test
  void totalsAddUpThePredictedAndTheOthers() {
    ConfusionControl.Belief first = twoClasses().in(0);
    double expected = 300 * first.of(0) + 500 * first.of(1) + 200 * first.of(-1);
    assertThat(first.total(new double[] {300, 500}, 1_000)).isCloseTo(expected, within(1e-9));
    assertThat(first.total(new double[0], 1_000)).isCloseTo(500, within(1e-9));
  }

  @Test
  void labelsOfSmallProbabilityCountForMore() {
    double[] pi = new double[LABELS];
    Arrays.setAll(pi, i -> i % 2 == 0 ? .01 : .5);
    int[] label = new int[LABELS];
    Arrays.setAll(label, i -> i % 2);
    ConfusionControl control =
        new ConfusionControl(
            2, new int[LABELS], label, DesignWeights.ofSample(pi, SampleSize.FIXED));
    assertThat(control.in(0).of(0)).isGreaterThan(.95);
  }

  @Test
  void labelsThatWereCertainTeachNothing() {
    double[] certain = new double[4];
    Arrays.fill(certain, 1);
    ConfusionControl control =
        new ConfusionControl(
            2,
            new int[4],
            new int[] {1, 1, 1, 1},
            DesignWeights.ofSample(certain, SampleSize.FIXED));
    assertThat(control.in(0).of(0)).isEqualTo(1);
  }

  private static DesignWeights equal(int count) {
    double[] pi = new double[count];
    Arrays.fill(pi, .1);
    return DesignWeights.ofSample(pi, SampleSize.FIXED);
  }
}
