package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.SeededStream;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

  @Test
  void sortsAsAComparisonSortOfSinglePrecisionKeysDoes() {
    SeededStream random = new SeededStream(1);
    for (int trial = 0; trial < 50; trial++) {
      double[] keys = new double[1 + random.nextBelow(2_000)];
      for (int i = 0; i < keys.length; i++) {
        double sign = random.nextBelow(2) == 0 ? -1 : 1;
        keys[i] = sign * StrictMath.exp(60 * (random.nextUnit() - 0.5));
        if (random.nextBelow(10) == 0) {
          keys[i] = random.nextBelow(3) - 1;
        }
      }
      int[] expected =
          IntStream.range(0, keys.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> (float) keys[i] + 0.0f))
              .mapToInt(i -> i)
              .toArray();
      assertThat(KeyOrder.ascending(keys)).containsExactly(expected);
    }
  }

  @Test
  void keepsTheOrderOfUnitsWithEqualKeysWhateverTheSignOfZero() {
    assertThat(KeyOrder.ascending(new double[] {0, -0.0, 0, -1, 1e-30}))
        .containsExactly(3, 0, 1, 2, 4);
  }

  @Test
  void sortsKeysBeyondSinglePrecision() {
    assertThat(KeyOrder.ascending(new double[] {1e300, -1e300, 0, 1e-300}))
        .containsExactly(1, 2, 3, 0);
  }

  @Test
  void refusesKeysThatAreNotFinite() {
    assertRefused(() -> KeyOrder.ascending(new double[] {1, Double.NaN}), Reason.VALUE_NOT_FINITE);
  }
}
