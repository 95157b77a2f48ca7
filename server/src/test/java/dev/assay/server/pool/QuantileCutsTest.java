package dev.assay.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class QuantileCutsTest {
  @Test
  void binsAreOfEqualCountsWithinOne() {
    SplittableRandom random = new SplittableRandom(5);
    for (int n : new int[] {1, 2, 7, 100, 101, 999}) {
      for (int binCount : new int[] {2, 3, 10, 100}) {
        double[] values = random.doubles(n).toArray();
        QuantileCuts cuts = QuantileCuts.of(values.clone(), binCount);
        Map<Integer, Integer> counts = new TreeMap<>();
        for (double value : values) {
          counts.merge(cuts.binOf(value), 1, Integer::sum);
        }
        assertThat(counts.keySet()).allMatch(bin -> bin >= 1 && bin <= binCount);
        assertThat(counts.values()).allMatch(c -> c == n / binCount || c == n / binCount + 1);
      }
    }
  }

  @Test
  void equalNumbersAreInOneBinAndNumbersBeyondTheCutsInTheOuterOnes() {
    QuantileCuts cuts = QuantileCuts.of(new double[] {5, 1, 5, 5, 5, 9}, 3);
    assertThat(cuts.binOf(1)).isEqualTo(cuts.binOf(5)).isEqualTo(1);
    assertThat(cuts.binOf(9)).isEqualTo(3);
    assertThat(cuts.binOf(-100)).isEqualTo(1);
    assertThat(cuts.binOf(100)).isEqualTo(3);
    assertThat(QuantileCuts.of(new double[0], 4).binOf(3)).isEqualTo(1);
  }
}
