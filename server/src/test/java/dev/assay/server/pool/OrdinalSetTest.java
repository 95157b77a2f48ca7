package dev.assay.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class OrdinalSetTest {
  private static final int RANGE = 100_000;

  @Test
  void isTheSetThatTheChangesMakeAndLeavesEarlierOnesAsTheyWere() {
    SplittableRandom random = new SplittableRandom(1);
    BitSet expected = new BitSet();
    OrdinalSet set = OrdinalSet.EMPTY;
    for (int step = 0; step < 200; step++) {
      BitSet before = (BitSet) expected.clone();
      OrdinalSet previous = set;
      int[] ordinals = random.ints(random.nextInt(500), 0, RANGE).toArray();
      boolean add = random.nextInt(3) > 0;
      for (int ordinal : ordinals) {
        expected.set(ordinal, add);
      }
      set = add ? set.with(ordinals) : set.without(ordinals);
      assertSame(set, expected);
      assertSame(previous, before);
    }
  }

  private static void assertSame(OrdinalSet set, BitSet expected) {
    assertThat(set.size()).isEqualTo(expected.cardinality());
    BitSet actual = new BitSet();
    for (int ordinal = 0; ordinal < RANGE + 1; ordinal++) {
      actual.set(ordinal, set.contains(ordinal));
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void aBuilderCanBeUsedOnWithoutChangingWhatItBuilt() {
    OrdinalSet.Builder builder = new OrdinalSet.Builder();
    builder.add(3);
    OrdinalSet first = builder.build();
    builder.add(4);
    builder.remove(3);
    assertThat(first.contains(3)).isTrue();
    assertThat(first.contains(4)).isFalse();
    assertThat(builder.build().contains(4)).isTrue();
  }

  @Test
  void aChangeCopiesOnlyTheBlocksThatItTouches() {
    OrdinalSet.Builder builder = new OrdinalSet.Builder();
    for (int ordinal = 0; ordinal < 20_000_000; ordinal += 2) {
      builder.add(ordinal);
    }
    OrdinalSet large = builder.build();
    assertThat(large.size()).isEqualTo(10_000_000);
    assertThat(large.bytes()).isBetween(20_000_000L / 8, 20_000_000L / 8 * 11 / 10);
  }
}
