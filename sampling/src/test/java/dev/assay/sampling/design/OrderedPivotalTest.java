package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.SeededStream;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderedPivotalTest {

  private static final double[] PUBLISHED = Published.pi();

  /** The enumerated law of the published population. */
  private static final Map<String, Double> LAW =
      Map.of(
          "000111", 7 / 20.0,
          "001011", 123 / 500.0,
          "001101", 697 / 6500.0,
          "001110", 369 / 6500.0,
          "010011", 51 / 500.0,
          "010101", 289 / 6500.0,
          "010110", 153 / 6500.0,
          "100011", 21 / 500.0,
          "100101", 119 / 6500.0,
          "100110", 63 / 6500.0);

  @Test
  void hasThePublishedLaw() {
    SampleLaw law = OrderedPivotal.law(PUBLISHED, Published.natural(6));
    assertThat(law.probabilities()).hasSize(LAW.size());
    LAW.forEach(
        (sample, probability) ->
            assertThat(law.probability(Published.mask(sample)))
                .as(sample)
                .isCloseTo(probability, within(1e-15)));
  }

  @Test
  void hasThePublishedJointProbabilities() {
    double[][] joint = OrderedPivotal.law(PUBLISHED, Published.natural(6)).jointProbabilities();
    assertThat(joint[3][4]).isCloseTo(.44, within(1e-14));
    assertThat(joint[4][5]).isCloseTo(.74, within(1e-14));
    assertThat(joint[0][4]).isCloseTo(.0516923077, within(5e-11));
  }

  @Test
  void hasThePublishedVariance() {
    SampleLaw law = OrderedPivotal.law(PUBLISHED, Published.natural(6));
    assertThat(LawTesting.varianceOfTotal(law, PUBLISHED, new double[] {2, 4, 7, 6, 9, 12}))
        .isCloseTo(31.8702113317, within(5e-11));
  }

  @Test
  void drawsItsEnumeratedLawInAnyOrder() {
    double[] pi = {.5, .3, 1, .9, .05, .7, 0, .25, .3};
    for (int[] order : new int[][] {Published.natural(9), {8, 3, 1, 6, 0, 7, 5, 2, 4}}) {
      SampleLaw law = OrderedPivotal.law(pi, order);
      LawTesting.assertInclusion(law, pi);
      LawTesting.assertDraws(law, 100_000, seed -> OrderedPivotal.draw(pi, order, seed));
    }
  }

  @Test
  void drawsThePublishedLaw() {
    int[] order = Published.natural(6);
    SampleLaw law = OrderedPivotal.law(PUBLISHED, order);
    LawTesting.assertDraws(law, 200_000, seed -> OrderedPivotal.draw(PUBLISHED, order, seed));
  }

  @Test
  void drawsInPlaceWhatItDrawsInSteps() {
    double[] sizes = Populations.uniform(5_000, 5);
    double[] keys = Populations.uniform(5_000, 6);
    double[] pi = WaterFilling.inclusionProbabilities(sizes, 321, 0.5);
    int[] expected = OrderedPivotal.draw(pi, KeyOrder.ascending(keys), 6);
    assertThat(OrderedPivotal.drawInPlace(sizes, keys, 321, 0.5, 6)).containsExactly(expected);
    assertThat(sizes).containsExactly(pi);
  }

  @Test
  void keepsInclusionProbabilitiesAndSizeInAnyOrder() {
    double[] sizes = new double[60];
    SeededStream random = new SeededStream(1);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = random.nextUnit() * random.nextUnit();
    }
    double[] pi = WaterFilling.inclusionProbabilities(sizes, 13, 0.2);
    int[] order = Published.natural(60);
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
    double[] sizes = Populations.uniform(1_000_000, 9);
    int[] order = Published.natural(sizes.length);
    for (int budget : new int[] {1, 997, 123_457, 999_999}) {
      double[] pi = WaterFilling.inclusionProbabilities(sizes, budget, 0.1);
      assertThat(OrderedPivotal.draw(pi, order, budget)).hasSize(budget);
    }
  }

  @Test
  void drawsInPlaceByTheSizesThemselves() {
    double[] sizes = Populations.skewed(1_000, 7);
    double[] pi = WaterFilling.inclusionProbabilities(sizes, 50, 0.5);
    int[] expected = OrderedPivotal.draw(pi, KeyOrder.ascending(sizes), 8);
    assertThat(OrderedPivotal.drawInPlace(sizes, sizes, 50, 0.5, 8)).containsExactly(expected);
  }

  @Test
  void allocatesTwoArraysInPlaceAndNothingElseThatGrows() {
    int units = 1_000_000;
    double[] sizes = Populations.skewed(units, 7);
    double[] keys = Populations.uniform(units, 8);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    int[] drawn = OrderedPivotal.drawInPlace(sizes, keys, 10_000, 0.5, 1);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(drawn).hasSize(10_000);
    assertThat(allocated).isLessThan(2L * Long.BYTES * units + 4L * drawn.length + 100_000);
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
