package dev.assay.sampling.design.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WeightTreeTest {

  @Test
  void findsWhatAWalkAlongTheWeightsFinds() {
    SeededStream random = new SeededStream(1);
    for (int trial = 0; trial < 200; trial++) {
      // Whole weights, so that sums are exact in any order.
      double[] weights = new double[1 + random.nextBelow(40)];
      Arrays.setAll(weights, i -> random.nextBelow(4));
      WeightTree tree = new WeightTree(weights);
      for (int change = 0; change < 20; change++) {
        int unit = random.nextBelow(weights.length);
        weights[unit] = random.nextBelow(3);
        tree.set(unit, weights[unit]);
        double total = Arrays.stream(weights).sum();
        assertThat(tree.total()).isEqualTo(total);
        if (total > 0) {
          double point = random.nextUnit() * total;
          assertThat(tree.at(point)).isEqualTo(walk(weights, point));
        }
      }
    }
  }

  private static int walk(double[] weights, double point) {
    double end = 0;
    for (int i = 0; i < weights.length; i++) {
      end += weights[i];
      if (point < end) {
        return i;
      }
    }
    throw new AssertionError("point beyond the weights");
  }

  @Test
  void weighsExactlyNothingOnceAllIsRemoved() {
    double[] weights = {1e-300, 1, 1e16, 3e-7, .1, .2, .3};
    WeightTree tree = new WeightTree(weights);
    for (int i = 0; i < weights.length; i++) {
      tree.set(i, 0);
    }
    assertThat(tree.total()).isZero();
  }

  @Test
  void neverFindsAUnitOfNoWeightAtTheVeryEnd() {
    WeightTree tree = new WeightTree(new double[] {.1, .7, 0, 0, 0});
    assertThat(tree.at(tree.total())).isEqualTo(1);
    assertThat(tree.at(Math.nextDown(tree.total()))).isEqualTo(1);
    assertThat(tree.weight(1)).isCloseTo(.7, within(0.0));
  }
}
