package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import org.junit.jupiter.api.Test;

class PriorityReservoirTest {

  private static final double[] WEIGHTS = Populations.skewed(50, 1);
  private static final double[] VALUES = Populations.uniform(50, 2);

  private static PriorityReservoir.Drawn drawn(int size, long seed) {
    PriorityReservoir reservoir = new PriorityReservoir(size, seed);
    for (int i = 0; i < WEIGHTS.length; i++) {
      reservoir.offer(i, WEIGHTS[i]);
    }
    return reservoir.drawn();
  }

  private static double total(PriorityReservoir.Drawn drawn, int from, int to) {
    double total = 0;
    for (int k = 0; k < drawn.size(); k++) {
      int item = (int) drawn.itemKeys()[k];
      if (item >= from && item < to) {
        total += VALUES[item] / drawn.probability(drawn.weights()[k]);
      }
    }
    return total;
  }

  @Test
  void estimatesTotalsWithoutBiasAndSubsetsWithoutCorrelation() {
    double left = 0;
    double right = 0;
    for (int i = 0; i < 50; i++) {
      left += i < 25 ? VALUES[i] : 0;
      right += i >= 25 ? VALUES[i] : 0;
    }
    int draws = 200_000;
    Moments first = new Moments();
    Moments second = new Moments();
    Moments product = new Moments();
    for (int seed = 0; seed < draws; seed++) {
      PriorityReservoir.Drawn drawn = drawn(10, seed);
      double a = total(drawn, 0, 25) - left;
      double b = total(drawn, 25, 50) - right;
      first.add(a);
      second.add(b);
      product.add(a * b);
    }
    assertThat(first.z(0)).isBetween(-4.0, 4.0);
    assertThat(second.z(0)).isBetween(-4.0, 4.0);
    assertThat(product.z(0)).isBetween(-4.0, 4.0);
  }

  @Test
  void keepsAllWithCertaintyWhileTheyFit() {
    PriorityReservoir.Drawn drawn = drawn(50, 3);
    assertThat(drawn.size()).isEqualTo(50);
    assertThat(drawn.threshold()).isZero();
    assertThat(drawn.probability(1e-12)).isEqualTo(1);
  }

  @Test
  void keepsItsSizeAndNeverItemsOfNoWeight() {
    PriorityReservoir reservoir = new PriorityReservoir(3, 1);
    reservoir.offer(99, 0);
    for (int i = 0; i < 1_000; i++) {
      reservoir.offer(i, Double.MAX_VALUE);
    }
    assertThat(reservoir.drawn().itemKeys()).hasSize(3).doesNotContain(99);
  }

  @Test
  void canBeAskedWhileTheStreamGoesOn() {
    PriorityReservoir reservoir = new PriorityReservoir(2, 1);
    assertThat(reservoir.drawn().size()).isZero();
    for (int i = 0; i < 10; i++) {
      reservoir.offer(i, 1 + i);
      assertThat(reservoir.drawn()).usingRecursiveComparison().isEqualTo(reservoir.drawn());
    }
  }

  @Test
  void refusesWeightsThatAreNotUsableAndSizesBelowOne() {
    PriorityReservoir reservoir = new PriorityReservoir(2, 1);
    assertRefused(() -> reservoir.offer(1, -1), Reason.SIZE_NEGATIVE);
    assertRefused(() -> reservoir.offer(1, Double.NaN), Reason.SIZE_NOT_FINITE);
    assertRefused(() -> new PriorityReservoir(0, 1), Reason.COUNT_OUT_OF_RANGE);
  }
}
