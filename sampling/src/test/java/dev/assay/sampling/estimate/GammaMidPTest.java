package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GammaMidPTest {
  @Test
  void noErrorSeenGivesTheMidPZeroEventBound() {
    // G(x; w, w^2) is exponential: 1/2 + (1 - exp(-x/w))/2 = 1 - a/2 at x = w log(1/a).
    Interval interval = GammaMidP.of(uniform(1000, new double[50]), .9);
    assertThat(interval.low()).isZero();
    double w = StrictMath.sqrt(1) / 50;
    assertThat(interval.high()).isCloseTo(w * StrictMath.log(10), within(1e-12));
  }

  @Test
  void allErrorsGiveTheCertainCeiling() {
    double[] z = new double[50];
    Arrays.fill(z, 1);
    Interval interval = GammaMidP.of(uniform(1000, z), .9);
    assertThat(interval.high()).isEqualTo(1);
    assertThat(interval.low()).isBetween(.05, .9);
  }

  @Test
  void uniformWeightsSolveThePoissonMidPEquation() {
    // Shapes k and k + 1 with scale 1/n: the sums of Poisson tails below and above.
    double[] z = new double[40];
    Arrays.fill(z, 0, 3, 1);
    Interval interval = GammaMidP.of(uniform(1_000_000_000L, z), .9);
    assertThat(poissonMidP(3, 40 * interval.high())).isCloseTo(.95, within(1e-7));
    assertThat(poissonMidP(3, 40 * interval.low())).isCloseTo(.05, within(1e-7));
  }

  @Test
  void certainUnitsShiftTheIntervalAndDoNotWidenIt() {
    double[] z = {1, 1, 0, 0, 1, 0};
    double[] pi = {1, 1, 1, .1, .1, .1};
    double[] without = Arrays.copyOfRange(z, 3, 6);
    Interval all = GammaMidP.of(oneRound(100, z, pi), .9);
    Interval rest = GammaMidP.of(oneRound(100, without, Arrays.copyOfRange(pi, 3, 6)), .9);
    assertThat(all.low()).isCloseTo(rest.low() + .02, within(1e-12));
    assertThat(all.high()).isCloseTo(rest.high() + .02, within(1e-12));
  }

  @Test
  void onlyCertainUnitsLabelledStillLeavesRoomForTheUnseen() {
    Interval interval = GammaMidP.of(oneRound(100, new double[4], new double[] {1, 1, 1, 1}), .9);
    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isCloseTo(StrictMath.log(10) / 4, within(1e-12));
  }

  @Test
  void staysWithinWhatTheLabelsProve() {
    double[] z = {1, 1, 1, 0, 0, 0, 0, 0};
    double[] pi = {.8, .8, .8, .8, .8, .8, .8, .8};
    Interval interval = GammaMidP.of(oneRound(10, z, pi), .99);
    assertThat(interval.low()).isGreaterThanOrEqualTo(.3);
    assertThat(interval.high()).isLessThanOrEqualTo(.5);
  }

  @Test
  void higherLevelsAndFlatterBeliefsAreWider() {
    double[] z = {1, 0, 0, 0, 1, 0};
    double[] g = {.5, .1, .01, .01, .3, .02};
    double[] pi = {.9, .4, .1, .1, .6, .15};
    Round[] round = {new Round(60, 3, 6)};
    DifferenceEstimate estimate = MultiRoundDifference.estimate(60, round, new int[6], z, g, pi);
    assertThat(GammaMidP.of(estimate, .95).width())
        .isGreaterThan(GammaMidP.of(estimate, .9).width());
    assertThat(GammaMidP.of(estimate, .9, .5).width())
        .isGreaterThan(GammaMidP.of(estimate, .9, 0).width());
  }

  /** Where every g is 1/2 and every pi 1/2, the residuals are all 1/2, whatever the labels. */
  @Test
  void beliefsThatAreTooHighDoNotMakeItNarrowerThanTheirResidualsAllow() {
    int labels = 400;
    double[] z = new double[labels];
    double[] g = new double[labels];
    double[] pi = new double[labels];
    Arrays.fill(z, 0, 80, 1);
    Arrays.fill(g, .5);
    Arrays.fill(pi, .5);
    Round[] round = {new Round(800, 400, labels)};
    DifferenceEstimate estimate =
        MultiRoundDifference.estimate(
            800, round, new double[] {1}, SampleSize.RANDOM, new int[labels], z, g, pi);
    // sum (1 - pi) / pi^2 r^2 over the labels; by the errors alone it would be 80 * 2 / 2.
    double residuals = labels * 2 * .25 / 800 / 800;
    assertThat(estimate.variance()).isCloseTo(residuals, within(1e-15));
    // Mean 0.2, so that the gamma is all but normal: its 90 % interval is 2 * 1.645 deviations.
    double normal = 2 * 1.6448536 * StrictMath.sqrt(residuals);
    assertThat(GammaMidP.of(estimate, .9).width()).isBetween(normal, 1.1 * normal);
  }

  @Test
  void refusesLambdaAndLevelOutsideTheirRanges() {
    DifferenceEstimate estimate = uniform(10, new double[2]);
    assertThatThrownBy(() -> GammaMidP.of(estimate, .9, 1.1))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> GammaMidP.of(estimate, 0, .1))
        .isInstanceOf(InvalidInputException.class);
  }

  /** P(X &gt; k) + P(X = k)/2 for X Poisson with the given mean. */
  private static double poissonMidP(int k, double mean) {
    double term = StrictMath.exp(-mean);
    double below = 0;
    for (int i = 0; i < k; i++) {
      below += term;
      term *= mean / (i + 1);
    }
    return 1 - below - term / 2;
  }

  private static DifferenceEstimate uniform(long populationCount, double[] z) {
    double[] pi = new double[z.length];
    Arrays.fill(pi, (double) z.length / populationCount);
    return oneRound(populationCount, z, pi);
  }

  private static DifferenceEstimate oneRound(long populationCount, double[] z, double[] pi) {
    Round[] round = {new Round(populationCount, 0, z.length)};
    return MultiRoundDifference.estimate(
        populationCount, round, new int[z.length], z, new double[z.length], pi);
  }
}
