package dev.assay.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeededStreamTest {

  /** The published test vector of SplitMix64, seed 1234567: fixed for all time. */
  @Test
  void givesThePublishedNumbers() {
    SeededStream stream = new SeededStream(1234567);
    assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("6457827717110365317");
    assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("3203168211198807973");
    assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("9817491932198370423");
  }

  @Test
  void givesUnitsFromTheUpperBits() {
    long bits = new SplittableRandom(7).nextLong();
    assertThat(new SeededStream(7).nextUnit()).isEqualTo((bits >>> 11) / (double) (1L << 53));
    SeededStream open = new SeededStream(8);
    for (int i = 0; i < 10_000; i++) {
      assertThat(open.nextOpenUnit()).isGreaterThan(0).isLessThan(1);
    }
  }

  @Test
  void givesBoundedNumbersEvenly() {
    SeededStream stream = new SeededStream(2);
    int[] counts = new int[7];
    int draws = 700_000;
    for (int i = 0; i < draws; i++) {
      counts[stream.nextBelow(7)]++;
    }
    double statistic = 0;
    for (int count : counts) {
      statistic += Math.pow(count - draws / 7.0, 2) / (draws / 7.0);
    }
    // chi-square with 6 degrees of freedom exceeds 38.26 once in a million.
    assertThat(statistic).isLessThan(38.26);
    assertThat(new SeededStream(3).nextBelow(1)).isZero();
    assertThat(new SeededStream(3).nextBelow(Integer.MAX_VALUE)).isNotNegative();
  }

  @Test
  void refusesBoundsBelowOne() {
    assertThatThrownBy(() -> new SeededStream(1).nextBelow(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shufflesIntoAPermutation() {
    int[] elements = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    new SeededStream(4).shuffle(elements);
    int[] sorted = elements.clone();
    Arrays.sort(sorted);
    assertThat(sorted).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(elements).isNotEqualTo(sorted);
  }

  @Test
  void givesUnrelatedStreamsForIndices() {
    assertThat(new SeededStream(1, 0).nextLong()).isNotEqualTo(new SeededStream(1, 1).nextLong());
    assertThat(new SeededStream(1, 0).nextLong()).isNotEqualTo(new SeededStream(0, 1).nextLong());
  }
}
