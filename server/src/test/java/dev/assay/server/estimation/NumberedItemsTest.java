package dev.assay.server.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberedItemsTest {
  private static SettledItem item(int ordinal, int verdictClass) {
    return new SettledItem(1, ordinal, ordinal, .5, false, verdictClass, -1, 0, false, "");
  }

  @Test
  void theyFollowFromTheOnesBeforeAndWhatChanged() {
    SeededStream random = new SeededStream(8);
    TreeMap<Integer, SettledItem> all = new TreeMap<>();
    NumberedItems numbered = NumberedItems.of(List.of());
    for (int step = 0; step < 60; step++) {
      List<SettledItem> changed = new ArrayList<>();
      int[] ordinals = IntStream.range(0, 10_000).toArray();
      random.shuffle(ordinals);
      for (int k = 0; k < 150; k++) {
        changed.add(item(ordinals[k], step)); // of some of them a verdict was known before
      }
      changed.forEach(item -> all.put(item.ordinal(), item));
      numbered = numbered.with(changed);
      assertThat(numbered).isEqualTo(NumberedItems.of(List.copyOf(all.values())));
    }
    assertThat(all).hasSizeGreaterThan(2 * NumberedItems.MOST);
    assertThat(numbered.items())
        .hasSize(NumberedItems.MOST)
        .isEqualTo(
            all.values().stream()
                .sorted(Comparator.comparingLong(item -> SeededStream.mix(item.ordinal() + 1L)))
                .limit(NumberedItems.MOST)
                .toList());
    assertThat(numbered.first(7)).isEqualTo(numbered.items().subList(0, 7));
  }
}
