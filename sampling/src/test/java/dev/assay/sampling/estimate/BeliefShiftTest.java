package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BeliefShiftTest {
  private static final int LABELS = 50;

  @Test
  void beliefsThatAreTooLowMoveUpToWhatTheLabelsSay() {
    // 45 of 50 errors where a tenth was believed: the rise of 40 has a room of 45 and one label.
    BeliefShift shift = BeliefShift.of(errors(45, .1));
    assertThat(shift.shift()).isCloseTo(40 / 46.0, within(1e-12));
    assertThat(shift.of(.1)).isCloseTo(.1 + .9 * 40 / 46, within(1e-12));
    assertThat(shift.of(1)).isEqualTo(1);
  }

  @Test
  void beliefsThatAreTooHighMoveDown() {
    BeliefShift shift = BeliefShift.of(errors(5, .5));
    assertThat(shift.shift()).isCloseTo(-20 / 26.0, within(1e-12));
    assertThat(shift.of(0)).isZero();
    assertThat(shift.total(500, 1_000)).isCloseTo(500 * 6 / 26.0, within(1e-9));
  }

  @Test
  void complementaryBeliefsShiftToTheComplement() {
    BeliefShift up = BeliefShift.of(errors(30, .2));
    BeliefShift down = BeliefShift.of(errors(20, .8));
    assertThat(down.of(.8)).isCloseTo(1 - up.of(.2), within(1e-12));
    assertThat(down.total(70, 100)).isCloseTo(100 - up.total(30, 100), within(1e-12));
  }

  @Test
  void beliefsThatHoldStay() {
    assertThat(BeliefShift.of(errors(10, .2)).shift()).isCloseTo(0, within(1e-12));
  }

  @Test
  void aShiftOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new BeliefShift(1.1)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new BeliefShift(Double.NaN)).isInstanceOf(InvalidInputException.class);
  }

  private static DifferenceEstimate errors(int count, double belief) {
    double[] z = new double[LABELS];
    double[] g = new double[LABELS];
    double[] pi = new double[LABELS];
    Arrays.fill(z, 0, count, 1);
    Arrays.fill(g, belief);
    Arrays.fill(pi, .05);
    Round[] round = {new Round(1_000, 1_000 * belief, LABELS)};
    return MultiRoundDifference.estimate(1_000, round, new int[LABELS], z, g, pi);
  }
}
