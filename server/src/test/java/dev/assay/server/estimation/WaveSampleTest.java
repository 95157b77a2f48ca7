package dev.assay.server.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.store.WaveRow;
import dev.assay.server.store.testkit.SampleRows;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaveSampleTest {
  private static final int WAVES = 40;
  private static final int OF_EACH = 5_000;

  /** As many settled items of each wave but the last; it counts how often it is looked at. */
  private static final class Items extends AbstractList<SettledItem> implements RandomAccess {
    private int looks;

    @Override
    public SettledItem get(int index) {
      looks++;
      return new SettledItem(
          1 + index / OF_EACH, index % OF_EACH, index, .5, false, 0, -1, 0, false, "");
    }

    @Override
    public int size() {
      return (WAVES - 1) * OF_EACH;
    }
  }

  private static List<WaveRow> waves() {
    return IntStream.rangeClosed(1, WAVES)
        .mapToObj(number -> SampleRows.wave(1, number, OF_EACH))
        .toList();
  }

  @Test
  void theItemsOfWavesAreLookedUpAndNotCounted() {
    Items items = new Items();
    WaveSample sample = new WaveSample(waves(), items, Set.of());
    WaveSample settled = sample.untilFirstUnsettled();
    WaveSample some = settled.from(3).until(10);
    assertThat(sample.settledCounts()).startsWith(OF_EACH, OF_EACH).endsWith(OF_EACH, 0);
    assertThat(settled.waves()).hasSize(WAVES - 1);
    assertThat(some.waves().get(0).waveNumber()).isEqualTo(4);
    assertThat(some.items()).hasSize(10 * OF_EACH);
    assertThat(items.looks).as("of %s items", items.size()).isLessThan(10_000);
    assertThat(some.items().get(0).waveNumber()).isEqualTo(4);
    assertThat(some.items().get(10 * OF_EACH - 1).waveNumber()).isEqualTo(13);
  }

  @Test
  void aConditionKeepsTheItemsOfItsWaves() {
    WaveSample even =
        new WaveSample(waves(), new Items(), Set.of(3)).only(wave -> wave.waveNumber() % 2 == 0);
    assertThat(even.waves()).hasSize(WAVES / 2);
    assertThat(even.items()).hasSize((WAVES / 2 - 1) * OF_EACH);
    assertThat(even.items()).allMatch(item -> item.waveNumber() % 2 == 0);
    assertThat(even.settledCounts()).startsWith(OF_EACH).endsWith(OF_EACH, 0);
    assertThat(even.contested()).containsExactly(3);
  }
}
