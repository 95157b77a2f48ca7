package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.SeededStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedPivotalTest {

  private static final double[] PUBLISHED = {.07, .17, .41, .61, .83, .91};

  /** The enumerated law of the published population: unit 1 is the leftmost digit. */
  private static final Object[][] LAW = {
    {"000111", 7 / 20.0},
    {"001011", 123 / 500.0},
    {"001101", 697 / 6500.0},
    {"001110", 369 / 6500.0},
    {"010011", 51 / 500.0},
    {"010101", 289 / 6500.0},
    {"010110", 153 / 6500.0},
    {"100011", 21 / 500.0},
    {"100101", 119 / 6500.0},
    {"100110", 63 / 6500.0},
  };

  @Test
  void drawsThePublishedLaw() {
    int[] order = IntStream.range(0, 6).toArray();
    long[] counts = new long[64];
    for (int seed = 0; seed < 200_000; seed++) {
      int mask = 0;
      for (int unit : OrderedPivotal.draw(PUBLISHED, order, seed)) {
        mask |= 32 >> unit;
      }
      counts[mask]++;
    }
    double[] law = new double[64];
    for (Object[] row : LAW) {
      law[Integer.parseInt((String) row[0], 2)] = (Double) row[1];
    }
    ChiSquare.assertMultinomial(law, counts);
  }

  @Test
  void keepsInclusionProbabilitiesAndSizeInAnyOrder() {
    double[] sizes = new double[60];
    SeededStream random = new SeededStream(1);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = random.nextUnit() * random.nextUnit();
    }
    double[] pi = WaterFilling.inclusionProbabilities(sizes, 13, 0.2);
    int[] order = IntStream.range(0, 60).toArray();
    random.shuffle(order);
    ChiSquare.assertInclusion(
        pi,
        100_000,
        seed -> {
          int[] units = OrderedPivotal.draw(pi, order, seed);
          assertThat(units).hasSize(13).isSorted();
          return units;
        });
  }

  @Test
  void drawsTheWholeNumberBelowOrAboveATotalThatIsNotWhole() {
    double[] pi = {.3, .3, .3, .35};
    int[] order = {2, 0, 3, 1};
    ChiSquare.assertInclusion(
        pi,
        100_000,
        seed -> {
          int[] units = OrderedPivotal.draw(pi, order, seed);
          assertThat(units.length).isBetween(1, 2);
          return units;
        });
  }

  @Test
  void drawsEqualUnitsForEqualSeeds() {
    int[] order = {5, 3, 1, 0, 2, 4};
    assertThat(OrderedPivotal.draw(PUBLISHED, order, 77))
        .containsExactly(OrderedPivotal.draw(PUBLISHED, order, 77));
  }

  @Test
  void keepsItsSizeOverAMillionUnits() {
    double[] sizes = new double[1_000_000];
    SeededStream random = new SeededStream(9);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = random.nextUnit();
    }
    int[] order = IntStream.range(0, sizes.length).toArray();
    for (int budget : new int[] {1, 997, 123_457, 999_999}) {
      double[] pi = WaterFilling.inclusionProbabilities(sizes, budget, 0.1);
      assertThat(OrderedPivotal.draw(pi, order, budget)).hasSize(budget);
    }
  }

  @Test
  void takesTheCertainAndNeverTheImpossible() {
    double[] pi = {1, 0, .5, 1, .5, 0};
    int[] order = {0, 1, 2, 3, 4, 5};
    for (int seed = 0; seed < 1000; seed++) {
      assertThat(OrderedPivotal.draw(pi, order, seed)).contains(0, 3).doesNotContain(1, 5);
    }
  }

  @Test
  void refusesOrdersThatAreNotPermutations() {
    double[] pi = {.5, .5};
    assertRefused(() -> OrderedPivotal.draw(pi, new int[] {0, 0}, 1), Reason.NOT_A_PERMUTATION);
    assertRefused(() -> OrderedPivotal.draw(pi, new int[] {0, 2}, 1), Reason.NOT_A_PERMUTATION);
    assertRefused(() -> OrderedPivotal.draw(pi, new int[] {-1, 0}, 1), Reason.NOT_A_PERMUTATION);
    assertRefused(() -> OrderedPivotal.draw(pi, new int[] {0}, 1), Reason.LENGTH_MISMATCH);
  }

  @Test
  void refusesProbabilitiesOutOfRange() {
    for (double bad : new double[] {-1e-9, 1.0000001, Double.NaN}) {
      assertRefused(
          () -> OrderedPivotal.draw(new double[] {.5, bad}, new int[] {0, 1}, 1),
          Reason.PROBABILITY_OUT_OF_RANGE);
    }
    assertRefused(() -> OrderedPivotal.draw(new double[0], new int[0], 1), Reason.POPULATION_EMPTY);
  }
}
