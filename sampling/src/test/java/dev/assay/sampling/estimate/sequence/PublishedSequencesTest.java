package dev.assay.sampling.estimate.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.NoLabelException;
import dev.assay.sampling.estimate.numeric.RiemannZeta;
import org.junit.jupiter.api.Test;

/** Numbers that the methods' own implementation prints. */
class PublishedSequencesTest {
  @Test
  void bernoulliMixture() {
    assertEnds(BernoulliSequence.of(700, 1000, .95, 100), .651629, .745949, 1e-6);
    assertEnds(BernoulliSequence.of(1, 50, .95, 50), 0, .13489, 5e-6);
    assertThat(BernoulliSequence.of(0, 10, .95, 50).low()).isZero();
    assertThat(BernoulliSequence.of(10, 10, .95, 50).high()).isEqualTo(1);
  }

  @Test
  void normalMixtureBoundary() {
    assertThat(new NormalMixtureBoundary(100, .05).at(100, .05)).isCloseTo(30.35209, within(5e-6));
  }

  @Test
  void polyStitchingBoundary() {
    assertThat(new PolyStitchingBoundary(10, 3).at(100, .05)).isCloseTo(64.48755, within(5e-6));
    assertThat(new PolyStitchingBoundary(10, 3).at(1, .05))
        .isEqualTo(new PolyStitchingBoundary(10, 3).at(10, .05));
    assertThat(RiemannZeta.of(2)).isCloseTo(StrictMath.PI * StrictMath.PI / 6, within(1e-14));
  }

  @Test
  void hedgedCapitalWithReplacement() {
    assertEnds(HedgedCapital.withReplacement(pattern(), .9).last(), .073, .365, 1e-9);
  }

  @Test
  void hedgedCapitalWithoutReplacement() {
    assertEnds(HedgedCapital.withoutReplacement(pattern(), 200, .9).last(), .082, .347, 1e-9);
  }

  @Test
  void predictableBernstein() {
    assertEnds(PredictableBernstein.withReplacement(pattern(), .9).last(), .01349, .39464, 5e-6);
  }

  @Test
  void refusesWhatIsNoSequence() {
    assertThatThrownBy(() -> HedgedCapital.withReplacement(new double[0], .9))
        .isInstanceOf(NoLabelException.class);
    assertThatThrownBy(() -> HedgedCapital.withReplacement(new double[] {2}, .9))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> HedgedCapital.withoutReplacement(pattern(), 49, .9))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> BernoulliSequence.of(1, 0, .9, 10))
        .isInstanceOf(NoLabelException.class);
    assertThatThrownBy(() -> new NormalMixtureBoundary(0, .05))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new PolyStitchingBoundary(1, 0).at(1, 1))
        .isInstanceOf(InvalidInputException.class);
  }

  private static double[] pattern() {
    double[] x = new double[50];
    for (int t = 0; t < 50; t++) {
      x[t] = t % 10 == 2 || t % 10 == 7 ? 1 : 0;
    }
    return x;
  }

  private static void assertEnds(Interval interval, double low, double high, double tolerance) {
    assertThat(interval.low()).isCloseTo(low, within(tolerance));
    assertThat(interval.high()).isCloseTo(high, within(tolerance));
  }
}
