package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MultiRoundDifferenceTest {
  private static final double[] PI = {.07, .17, .41, .61, .83, .91};
  private static final double[] Y = {2, 4, 7, 6, 9, 12};

  @Test
  void oneRoundIsTheDifferenceEstimator() {
    double[] z = {1, 0, .5};
    double[] g = {.3, .1, .2};
    double[] pi = {.5, .25, 1};
    DifferenceEstimate estimate = oneRound(10, 2.0, z, g, pi);
    double expected = (2.0 + .7 / .5 - .1 / .25 + .3 / 1) / 10;
    assertThat(estimate.mean()).isCloseTo(expected, within(1e-15));
    assertThat(estimate.weights()).containsExactly(2, 4, 1);
    assertThat(estimate.roundWeights()).containsExactly(1);
    assertThat(estimate.controlMean()).isCloseTo(.2, within(1e-15));
  }

  @Test
  void withoutControlItIsHorvitzThompsonWithDevillesVariance() {
    // The published sample {3, 4, 6} of the six-unit population, values scaled into [0, 1].
    int[] s = {2, 3, 5};
    double[] z = Arrays.stream(s).mapToDouble(i -> Y[i] / 12).toArray();
    DifferenceEstimate estimate = oneRound(6, 0, z, new double[3], SeededDraws.pick(PI, s));
    assertThat(estimate.mean() * 72).isCloseTo(40.0960494923, within(1e-9));
    assertThat(estimate.variance() * 72 * 72).isCloseTo(22.2668622834, within(1e-9));
  }

  @Test
  void enumeratedOverPoissonRoundsItIsUnbiasedAndSoIsItsVariance() {
    double mean = 0;
    double variance = 0;
    double square = 0;
    double mass = 0;
    for (int first = 1; first < 64; first++) {
      double[] second = TwoPoissonRounds.second(first);
      double p1 = probability(first, 63, TwoPoissonRounds.FIRST);
      for (int next = 1; next < 64; next++) {
        double p = (next & first) == 0 ? p1 * probability(next, 63 & ~first, second) : 0;
        if (p > 0) {
          DifferenceEstimate estimate = TwoPoissonRounds.estimate(first, next, second);
          mean += p * estimate.mean();
          square += p * estimate.mean() * estimate.mean();
          variance += p * estimate.variance();
          mass += p;
        }
      }
    }
    assertThat(mass).isCloseTo(1, within(1e-8));
    assertThat(mean).isCloseTo(2 / 6.0, within(1e-8));
    assertThat(variance).isCloseTo(square - mean * mean, within(1e-8));
  }

  @Test
  void weightsAreByPlannedPrecisionOverTheRoundsWithLabels() {
    Round[] rounds = {new Round(100, 5, 10), new Round(90, 4, 30), new Round(60, 3, 5)};
    double[] c =
        MultiRoundDifference.estimate(
                100, rounds, new int[] {0, 1}, new double[2], new double[2], new double[] {.1, .3})
            .roundWeights();
    double first = 10 / (100.0 * 90);
    double second = 30 / (90.0 * 60);
    assertThat(c[0]).isCloseTo(first / (first + second), within(1e-15));
    assertThat(c[1]).isCloseTo(second / (first + second), within(1e-15));
    assertThat(c[2]).isZero();
  }

  @Test
  void weightsAreByPlannedVarianceWhereEveryRoundTellsIt() {
    Round[] rounds = {
      new Round(100, 5, 10, 900, Double.NaN),
      new Round(90, 4, 30, 100, Double.NaN),
      new Round(60, 3, 5, 50, Double.NaN)
    };
    double[] c = weightsOfTwo(rounds);
    assertThat(c[0]).isCloseTo(.1, within(1e-15));
    assertThat(c[1]).isCloseTo(.9, within(1e-15));
    assertThat(c[2]).isZero();
  }

  @Test
  void oneRoundThatDoesNotTellItMakesAllBeWeighedByCounts() {
    Round[] rounds = {
      new Round(100, 5, 10, 900, Double.NaN),
      new Round(90, 4, 30, 100, Double.NaN),
      new Round(60, 3, 5)
    };
    Round[] counted = {new Round(100, 5, 10), new Round(90, 4, 30), new Round(60, 3, 5)};
    assertThat(weightsOfTwo(rounds)).isEqualTo(weightsOfTwo(counted));
  }

  /** As of a wave of all that is left, or of one whose model was sure of everything. */
  @Test
  void aRoundWithoutPlannedVarianceDoesNotTakeAllTheWeight() {
    Round[] rounds = {new Round(100, 5, 10, 4, Double.NaN), new Round(90, 4, 30, 0, Double.NaN)};
    double least = PlannedVariance.LEAST_SPREAD * 90 / 30;
    double[] c = weightsOfTwo(rounds);
    assertThat(c[0]).isCloseTo(least / (least + 4), within(1e-15));
    assertThat(c[1]).isCloseTo(4 / (least + 4), within(1e-15));
  }

  @Test
  void refusesVariancesThatAreNone() {
    assertThatThrownBy(() -> new Round(5, 2, 1, -1e-9, Double.NaN))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Round(5, 2, 1, Double.NEGATIVE_INFINITY, Double.NaN))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aRoundThatCouldNotDrawAllHasNoWeight() {
    Round[] rounds = {
      new Round(100, 0, 10, Double.POSITIVE_INFINITY, Double.NaN),
      new Round(90, 0, 10, Double.NaN, Double.NaN)
    };
    assertThat(weightsOfTwo(rounds)).containsExactly(0, 1);
    rounds[1] = new Round(90, 0, 10, 5, Double.NaN);
    assertThat(weightsOfTwo(rounds)).containsExactly(0, 1);
  }

  /** Labels of the first two rounds. */
  private static double[] weightsOfTwo(Round[] rounds) {
    return MultiRoundDifference.estimate(
            100, rounds, new int[] {0, 1}, new double[2], new double[2], new double[] {.1, .3})
        .roundWeights();
  }

  @Test
  void anotherValueOfTheSameLabelsIsEstimatedAsByItself() {
    Round[] rounds = {new Round(100, 5, 10), new Round(88, 4, 30), new Round(60, 3, 5)};
    Round[] others = {new Round(100, 60, 10), new Round(88, 50, 30), new Round(60, 9, 5)};
    int[] round = {0, 0, 1, 1, 1};
    double[] pi = {.1, .3, .2, 1, .7};
    double[] z = {0, 1, 0, 1, 1};
    double[] g = {.2, .9, .1, .4, .3};
    DifferenceEstimate known =
        MultiRoundDifference.estimate(100, rounds, round, new double[5], new double[5], pi);
    DifferenceEstimate another = known.ofAnother(new double[] {60, 50, 9}, z, g);
    DifferenceEstimate byItself = MultiRoundDifference.estimate(100, others, round, z, g, pi);
    assertThat(another.mean()).isEqualTo(byItself.mean());
    assertThat(another.variance()).isEqualTo(byItself.variance());
    assertThat(another.controlMean()).isEqualTo(byItself.controlMean());
    assertThat(ResidualMidP.of(another, .9)).isEqualTo(ResidualMidP.of(byItself, .9));
    assertThatThrownBy(() -> known.ofAnother(new double[] {60, -1, 9}, z, g))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at least 0");
    assertThatThrownBy(() -> known.ofAnother(new double[] {60, 50}, z, g))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void everyUnitLabelledGivesTheMeanExactly() {
    Round[] rounds = {new Round(3, 1, 2), new Round(1, 0.2, 1)};
    DifferenceEstimate estimate =
        MultiRoundDifference.estimate(
            3,
            rounds,
            new int[] {0, 0, 1},
            new double[] {1, 0, 1},
            new double[] {.4, .4, .2},
            new double[] {.6, .7, 1});
    assertThat(estimate.mean()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(estimate.variance()).isZero();
    assertThat(estimate.weights()).containsExactly(1, 1, 1);
    Interval interval = GammaMidP.of(estimate, .9);
    assertThat(interval.low()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(interval.high()).isCloseTo(2 / 3.0, within(1e-15));
  }

  @Test
  void labelsStandForTheDrawnUnitsOfTheirRoundThatHaveNone() {
    // Round 0 took four units out, two of them still without a label.
    Round[] rounds = {new Round(20, 0, 4), new Round(16, 0, 4)};
    DifferenceEstimate estimate =
        MultiRoundDifference.estimate(
            20,
            rounds,
            new double[] {.5, .5},
            SampleSize.FIXED,
            new int[] {0, 0, 1, 1, 1, 1},
            new double[] {1, 0, 0, 0, 1, 0},
            new double[6],
            new double[] {.1, .1, .25, .25, .25, .25});
    assertThat(estimate.weights()).containsExactly(5 + 1, 5 + 1, 2, 2, 2, 2);
    assertThat(estimate.mean()).isCloseTo((6 + 2) / 20.0, within(1e-15));
  }

  @Test
  void refusesCountsThatContradictEachOther() {
    double[] one = {1};
    double[] pi = {.5};
    assertThatThrownBy(() -> oneRound(10, 0, new double[0], new double[0], new double[0]))
        .isInstanceOf(NoLabelException.class);
    assertThatThrownBy(() -> estimate(10, new Round[] {new Round(8, 0, 4)}, one, pi))
        .isInstanceOf(InconsistentRoundsException.class)
        .hasMessageContaining("round of their own");
    assertThatThrownBy(
            () -> estimate(10, new Round[] {new Round(10, 0, 4), new Round(10, 0, 4)}, one, pi))
        .isInstanceOf(InconsistentRoundsException.class);
    assertThatThrownBy(() -> new Round(10, 0, 11)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Round(0, 0, 1)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Round(5, 6, 1)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void refusesValuesOutsideTheirRanges() {
    assertInvalid(new double[] {Double.NaN}, new double[1], new double[] {.5}, "z[0]");
    assertInvalid(new double[] {1.5}, new double[1], new double[] {.5}, "z[0]");
    assertInvalid(new double[] {1}, new double[] {-.1}, new double[] {.5}, "g[0]");
    assertInvalid(new double[] {1}, new double[1], new double[] {0}, "inclusionProbability[0]");
    assertInvalid(
        new double[] {1}, new double[1], new double[] {Double.NaN}, "inclusionProbability[0]");
    assertThatThrownBy(
            () -> oneRound(5, 0, new double[] {1}, new double[1], new double[] {Double.MIN_VALUE}))
        .isInstanceOf(WeightOverflowException.class);
    assertThatThrownBy(() -> oneRound(5, 0, new double[] {1}, new double[1], new double[] {1e-308}))
        .isInstanceOf(WeightOverflowException.class);
  }

  private static void assertInvalid(double[] z, double[] g, double[] pi, String field) {
    assertThatThrownBy(() -> oneRound(5, 0, z, g, pi))
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  private static DifferenceEstimate oneRound(
      long populationCount, double controlTotal, double[] z, double[] g, double[] pi) {
    Round[] rounds = {new Round(populationCount, controlTotal, Math.max(1, z.length))};
    return MultiRoundDifference.estimate(populationCount, rounds, new int[z.length], z, g, pi);
  }

  private static DifferenceEstimate estimate(
      long populationCount, Round[] rounds, double[] z, double[] pi) {
    return MultiRoundDifference.estimate(
        populationCount, rounds, new int[z.length], z, new double[z.length], pi);
  }

  private static double probability(int sample, int candidates, double[] pi) {
    double p = 1;
    for (int i = 0; i < pi.length; i++) {
      if ((candidates >> i & 1) == 1) {
        p *= (sample >> i & 1) == 1 ? pi[i] : 1 - pi[i];
      }
    }
    return p;
  }

  /**
   * Two Poisson rounds over six units; the second's probabilities depend on the first's labels. One
   * unit is certain in each round, so that each has a label; another is drawn once in 1e9, so that
   * not all are labelled.
   */
  private static final class TwoPoissonRounds {
    static final double[] FIRST = {.5, 1, .3, .2, 1e-9, 1e-9};
    static final double[] Z = {1, 0, 1, 0, 0, 0};
    static final double[] G = {.6, .2, .1, .3, 0, 0};

    static double[] second(int first) {
      boolean found = (first & 1) == 1;
      return new double[] {.9, .5, found ? .7 : .4, found ? .8 : .4, 1, 1e-9};
    }

    static DifferenceEstimate estimate(int first, int next, double[] second) {
      int[] labels = new int[6];
      int[] round = new int[6];
      double[] pi = new double[6];
      int count = 0;
      double rest = 0;
      for (int t = 0; t < 2; t++) {
        for (int i = 0; i < 6; i++) {
          boolean drawn = ((t == 0 ? first : next) >> i & 1) == 1;
          rest += t == 0 && !drawn ? G[i] : 0;
          if (drawn) {
            labels[count] = i;
            round[count] = t;
            pi[count] = t == 0 ? FIRST[i] : second[i];
            count++;
          }
        }
      }
      int[] s = Arrays.copyOf(labels, count);
      Round[] rounds = {new Round(6, 1.2, 2), new Round(6 - Integer.bitCount(first), rest, 1)};
      return MultiRoundDifference.estimate(
          6,
          rounds,
          new double[] {.4, .6},
          SampleSize.RANDOM,
          Arrays.copyOf(round, count),
          SeededDraws.pick(Z, s),
          SeededDraws.pick(G, s),
          Arrays.copyOf(pi, count));
    }
  }
}
