package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import dev.assay.sampling.estimate.numeric.BetaLaw;
import dev.assay.sampling.estimate.numeric.MonotoneRoot;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidualMidPTest {
  private static final double LEVEL = .9;

  /** What was seen: 90 of 100 gave [.736, .990] where Clopper and Pearson give [.824, .951]. */
  @Test
  void ninetyOfAHundredAreAsWideAsTheBinomialInterval() {
    Interval interval = ResidualMidP.of(uniform(1_000_000, 100, 90), .95);
    Interval exact = midP(90, 100, .95);
    assertThat(interval.low()).isCloseTo(exact.low(), within(.002));
    assertThat(interval.high()).isCloseTo(exact.high(), within(.002));
    assertThat(interval.width()).isLessThan(ClopperPearson.of(90, 100, .95).width());
  }

  @ParameterizedTest
  @DisplayName("with equal weights it is the binomial mid-p interval, for every count")
  @ValueSource(ints = {30, 100, 300})
  void equalWeightsGiveTheBinomialMidPInterval(int labels) {
    for (int k = 0; k <= labels; k++) {
      Interval interval = ResidualMidP.of(uniform(1_000_000_000, labels, k), LEVEL);
      Interval exact = midP(k, labels, LEVEL);
      // The moments are those of the binomial's two beta laws up to 1/n of each.
      double close = exact.width() / labels;
      assertThat(interval.low()).as("low of %s", k).isCloseTo(exact.low(), within(close));
      assertThat(interval.high()).as("high of %s", k).isCloseTo(exact.high(), within(close));
    }
  }

  @ParameterizedTest
  @DisplayName("never a tenth wider than the narrower of Wilson's and the exact interval")
  @CsvSource({"30,1000000", "100,1000000", "1000,1000000", "30,120", "100,400", "300,600"})
  void neverATenthWiderThanASimpleInterval(int labels, int units) {
    for (int k = 0; k <= labels; k += labels > 300 ? 7 : 1) {
      double width = ResidualMidP.of(uniform(units, labels, k), LEVEL).width();
      double simple =
          Math.min(
              Hypergeometric.of(k, labels, units, LEVEL).width(),
              Wilson.of(k, labels, LEVEL).width());
      assertThat(width).as("%s of %s", k, labels).isLessThanOrEqualTo(1.1 * simple);
    }
  }

  /**
   * The exact law of the sample. Whole counts do not allow each coverage: of 60 draws with share
   * .01 no more than 1 come with probability .879, no more than 2 with .978. So 30, 100, 300 and
   * 1,000 are what is asked.
   */
  @ParameterizedTest
  @DisplayName("a nominal 0.9 covers between .88 and .97 for every share, by the exact law")
  @CsvSource({
    "30,1000000",
    "100,1000000",
    "300,1000000",
    "1000,1000000",
    "100,2000",
    "300,2000",
    "1000,2000"
  })
  void coversByTheExactLaw(int labels, int units) {
    Interval[] intervals = new Interval[labels + 1];
    for (int k = 0; k <= labels; k++) {
      intervals[k] = ResidualMidP.of(uniform(units, labels, k), LEVEL);
    }
    for (double share : new double[] {.01, .1, .5, .9, .99}) {
      int yes = (int) Math.round(share * units);
      HypergeometricDistribution law = new HypergeometricDistribution(null, units, yes, labels);
      double coverage = 0;
      for (int k = 0; k <= labels; k++) {
        coverage += intervals[k].contains((double) yes / units) ? law.probability(k) : 0;
      }
      assertThat(coverage).as("share %s of %s labels", share, labels).isBetween(.88, .97);
    }
  }

  @ParameterizedTest
  @DisplayName("the interval of the complement is the complement of the interval")
  @ValueSource(strings = {"none", "one-hot", "soft"})
  void complementsGiveComplements(String beliefs) {
    double[] z = {1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1};
    double[] g = {1, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0};
    if (beliefs.equals("none")) {
      Arrays.fill(g, 0);
    } else if (beliefs.equals("soft")) {
      Arrays.setAll(g, i -> .1 + .7 * g[i]);
    }
    double control = beliefs.equals("none") ? 0 : 15;
    Interval of = ResidualMidP.of(rounds(z, g, control), LEVEL);
    DifferenceEstimate mirrored = rounds(mirror(z), mirror(g), 40 - control);
    Interval complement = ResidualMidP.of(mirrored, LEVEL).complement();
    assertThat(complement.low()).isCloseTo(of.low(), within(1e-12));
    assertThat(complement.high()).isCloseTo(of.high(), within(1e-12));
  }

  @Test
  void noErrorSeenGivesTheZeroEventBound() {
    Interval interval = ResidualMidP.of(uniform(1_000_000, 50, 0), LEVEL);
    assertThat(interval.low()).isZero();
    // Binomial mid-p: (1 - q)^50 / 2 = 0.05.
    assertThat(interval.high()).isCloseTo(1 - StrictMath.pow(.1, 1.0 / 50), within(3e-4));
  }

  @Test
  void withFewErrorsItIsTheGammaMidPInterval() {
    double[] z = new double[400];
    double[] g = new double[400];
    double[] pi = new double[400];
    for (int i = 0; i < 400; i++) {
      z[i] = i % 80 == 0 ? 1 : 0;
      g[i] = i % 40 == 0 ? .2 : .01;
      pi[i] = i % 40 == 0 ? .02 : .005;
    }
    Round[] round = {new Round(60_000, 700, 400)};
    DifferenceEstimate estimate =
        MultiRoundDifference.estimate(60_000, round, new int[400], z, g, pi);
    Interval interval = ResidualMidP.of(estimate, LEVEL);
    Interval gamma = GammaMidP.of(estimate, LEVEL);
    double close = gamma.width() / 20;
    assertThat(interval.low()).isCloseTo(gamma.low(), within(close));
    assertThat(interval.high()).isCloseTo(gamma.high(), within(close));
  }

  @Test
  void aClassWithoutResidualHasTheZeroEventBoundsOnBothSides() {
    double[] z = new double[100];
    Arrays.fill(z, 0, 30, 1);
    Interval interval = ResidualMidP.of(uniform(10_000, 3_000, z, z), LEVEL);
    double bound = StrictMath.log(10) / 100;
    assertThat(interval.high()).isCloseTo(.3 + bound, within(bound / 50));
    assertThat(interval.low()).isCloseTo(.3 - bound, within(bound / 50));
  }

  @Test
  void aPoolLabelledInFullIsAPoint() {
    double[] z = {1, 0, 0, 1, 1};
    Interval interval =
        ResidualMidP.of(
            MultiRoundDifference.estimate(
                5, new Round[] {new Round(5, 0, 5)}, new int[5], z, new double[5], ones(5)),
            LEVEL);
    assertThat(interval.low()).isCloseTo(.6, within(1e-12));
    assertThat(interval.high()).isCloseTo(.6, within(1e-12));
  }

  @Test
  void staysWithinWhatTheLabelsProve() {
    double[] z = {1, 1, 1, 0, 0, 0, 0, 0};
    Interval interval = ResidualMidP.of(uniform(10, 0, z, new double[8]), .99);
    assertThat(interval.low()).isGreaterThanOrEqualTo(.3);
    assertThat(interval.high()).isLessThanOrEqualTo(.5);
  }

  /** The binomial mid-p interval. */
  private static Interval midP(int k, int n, double level) {
    DoubleUnaryOperator cdf =
        q ->
            .5 * (k == 0 ? 1 : BetaLaw.cdf(q, k, n - k + 1.0))
                + .5 * (k == n ? 0 : BetaLaw.cdf(q, k + 1.0, n - k));
    double low = k == 0 ? 0 : MonotoneRoot.solve(cdf, (1 - level) / 2, 0, 1);
    double high = k == n ? 1 : MonotoneRoot.solve(cdf, (1 + level) / 2, 0, 1);
    return new Interval(low, high, level, "binomial-mid-p");
  }

  private static double[] mirror(double[] values) {
    return Arrays.stream(values).map(value -> 1 - value).toArray();
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static DifferenceEstimate uniform(int units, int labels, int yes) {
    double[] z = new double[labels];
    Arrays.fill(z, 0, yes, 1);
    return uniform(units, 0, z, new double[labels]);
  }

  private static DifferenceEstimate uniform(
      int units, double controlTotal, double[] z, double[] g) {
    double[] pi = new double[z.length];
    Arrays.fill(pi, (double) z.length / units);
    Round[] round = {new Round(units, controlTotal, z.length)};
    return MultiRoundDifference.estimate(units, round, new int[z.length], z, g, pi);
  }

  /** Two rounds of a pool of 40, of unequal probabilities, and two labels of the first missing. */
  private static DifferenceEstimate rounds(double[] z, double[] g, double controlTotal) {
    double[] pi = {.9, .4, .1, .1, .6, .15, .3, .2, .5, .3, .2, .25};
    int[] round = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
    Round[] rounds = {new Round(40, controlTotal, 8), new Round(32, controlTotal * .8, 8)};
    return MultiRoundDifference.estimate(40, rounds, round, z, g, pi);
  }
}
