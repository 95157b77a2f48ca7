package dev.assay.sampling.quality.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of few items: they cover, and they are no points. */
class SmallSamplesTest {
  private static final double LEVEL = 0.9;
  private static final int RUNS = 400;
  private static final int DRAWS = 400;

  /** Four standard deviations of a share of so many runs. */
  private static final double ALLOWANCE = 4 * Math.sqrt(LEVEL * (1 - LEVEL) / RUNS);

  /** A population of items of two classes on which each vote is right with one probability. */
  private record Population(double share, double right, int votes) {
    int[][] sample(int items, SeededStream random) {
      int[][] counts = new int[items][2];
      for (int[] row : counts) {
        int truth = random.nextUnit() < share ? 1 : 0;
        for (int vote = 0; vote < votes; vote++) {
          row[random.nextUnit() < right ? truth : 1 - truth]++;
        }
      }
      return counts;
    }

    double percent() {
      return right * right + (1 - right) * (1 - right);
    }

    double kappa() {
      double one = share * right + (1 - share) * (1 - right);
      double chance = one * one + (1 - one) * (1 - one);
      return (percent() - chance) / (1 - chance);
    }
  }

  private static double coverage(
      Population population, int items, Agreement coefficient, double truth, double[] width) {
    SeededStream random = new SeededStream(items);
    int defined = 0;
    int covered = 0;
    for (int run = 0; run < RUNS; run++) {
      Coincidences sample = Coincidences.ofCounts(population.sample(items, random));
      BootstrapInterval interval = BootstrapInterval.of(sample, coefficient, LEVEL, DRAWS, run);
      if (!Double.isNaN(interval.value())) {
        defined++;
        covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        width[0] += interval.high() - interval.low();
        assertThat(interval.low()).isLessThanOrEqualTo(interval.value());
        assertThat(interval.high()).isGreaterThanOrEqualTo(interval.value());
        assertThat(interval.high() - interval.low()).isPositive();
      }
    }
    width[0] /= defined;
    return (double) covered / defined;
  }

  /**
   * The share that agrees among pairs is a binomial, whose interval of Jeffreys has no less than
   * 0.84 at 90 % in its worst places (Brown, Cai and DasGupta, 2001, figure 5), and holds the end
   * of the range where all agree.
   */
  @ParameterizedTest
  @CsvSource({"3", "5", "10", "30", "100"})
  void theShareThatAgreesIsCoveredAtEveryNumberOfItems(int items) {
    for (double right : new double[] {0.6, 0.8, 0.95, 0.99}) {
      Population population = new Population(0.4, right, 2);
      double[] width = {0};
      double coverage =
          coverage(population, items, Agreement.percent(), population.percent(), width);
      assertThat(coverage).as("right %s", right).isBetween(LEVEL - ALLOWANCE, 1.0);
      double share = population.percent();
      double normal = 2 * 1.645 * Math.sqrt(share * (1 - share) / items);
      if (items * Math.min(share, 1 - share) > 10) {
        assertThat(width[0]).isBetween(0.9 * normal, 1.2 * normal);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3,3", "5,3", "10,3", "30,3", "100,3", "10,2", "30,5"})
  void kappaAndAlphaAreCoveredAtEveryNumberOfItems(int items, int votes) {
    for (double right : new double[] {0.6, 0.8, 0.95}) {
      Population population = new Population(0.4, right, votes);
      double[] width = {0};
      for (Agreement one :
          new Agreement[] {Agreement.fleiss(), Agreement.krippendorff(Scale.NOMINAL)}) {
        assertThat(coverage(population, items, one, population.kappa(), width))
            .as("right %s", right)
            .isBetween(LEVEL - ALLOWANCE, 1.0);
      }
    }
  }

  @Test
  void threeItemsThatAgreeSayLittle() {
    Coincidences same = Coincidences.ofCounts(new int[][] {{2, 0}, {0, 2}, {2, 0}});
    BootstrapInterval percent = BootstrapInterval.of(same, Agreement.percent(), 0.95, 4000, 1);
    assertThat(percent.value()).isEqualTo(1);
    assertThat(percent.high()).isEqualTo(1);
    // Clopper and Pearson: the 2.5 % point of Beta(3, 1), within the error of 4000 draws.
    assertThat(percent.low()).isCloseTo(Math.cbrt(0.025), within(0.03));
    BootstrapInterval alpha =
        BootstrapInterval.of(same, Agreement.krippendorff(Scale.NOMINAL), 0.95, 4000, 1);
    assertThat(alpha.value()).isEqualTo(1);
    assertThat(alpha.low()).isLessThan(0.3);
    PairVotes pair = new PairVotes(new int[] {0, 1, 0}, new int[] {0, 1, 0}, 2);
    assertThat(BootstrapInterval.of(pair, PairVotes.Weighting.NONE, 0.95, 4000, 1).low())
        .isLessThan(0.3);
  }

  /** Fleiss and Cuzick (1979), by their formula for two classes. */
  @Test
  void fleissKappaOfUnequalNumbersIsThatOfItsDefinition() {
    int[][] counts = {{3, 1}, {2, 0}, {1, 4}, {0, 3}, {5, 1}, {1, 1}};
    double votes = Arrays.stream(counts).mapToInt(row -> row[0] + row[1]).sum();
    double positive = Arrays.stream(counts).mapToInt(row -> row[0]).sum() / votes;
    double differing = 0;
    for (int[] row : counts) {
      differing += (double) row[0] * row[1] / (row[0] + row[1]);
    }
    double items = counts.length;
    double expected = 1 - differing / (items * (votes / items - 1) * positive * (1 - positive));
    assertThat(Agreement.fleiss().of(Coincidences.ofCounts(counts)))
        .isCloseTo(expected, within(1e-12));
  }
}
