package dev.assay.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Prices and rows of numbers. */
final class ColumnsTest {
  private static final int RANGE = 5_000;

  @Test
  void pricesAreTheLastOnesPutAndEarlierColumnsKeepTheirs() {
    SplittableRandom random = new SplittableRandom(2);
    PriceColumn column = PriceColumn.EMPTY;
    Map<Integer, Long> expected = new HashMap<>();
    for (int step = 0; step < 100; step++) {
      PriceColumn previous = column;
      Map<Integer, Long> before = new HashMap<>(expected);
      int[] ordinals = random.ints(random.nextInt(50), 0, RANGE).distinct().toArray();
      long[] prices = random.longs(ordinals.length, PriceColumn.DEFAULT, 1000).toArray();
      for (int i = 0; i < ordinals.length; i++) {
        expected.put(ordinals[i], prices[i]);
      }
      column = column.with(ordinals, prices);
      assertPrices(column, expected);
      assertPrices(previous, before);
    }
  }

  private static void assertPrices(PriceColumn column, Map<Integer, Long> expected) {
    for (int ordinal = 0; ordinal < RANGE + 5; ordinal++) {
      assertThat(column.get(ordinal)).isEqualTo(expected.getOrDefault(ordinal, -1L));
    }
  }

  @Test
  void itemsWithoutPricesTakeNoMemory() {
    assertThat(PriceColumn.EMPTY.with(new int[0], new long[0])).isSameAs(PriceColumn.EMPTY);
    assertThat(PriceColumn.EMPTY.bytes()).isLessThan(100);
  }

  @Test
  void rowsAreTheLastOnesPutAndEarlierOnesStay() {
    FloatRows.Builder builder = new FloatRows.Builder(FloatRows.empty(3));
    builder.put(2_000, new float[] {9, 1, 2, 3}, 1);
    FloatRows first = builder.build();
    FloatRows.Builder next = new FloatRows.Builder(first);
    next.put(2_000, new float[] {4, 6, 5}, 0);
    next.put(2_001, new float[] {7, 7, 7}, 0);
    FloatRows second = next.build();

    assertThat(row(first, 2_000)).containsExactly(1, 2, 3);
    assertThat(row(first, 2_001)).containsOnly(Float.NaN);
    assertThat(row(second, 2_000)).containsExactly(4, 6, 5);
    assertThat(second.get(2_000, 1)).isEqualTo(6);
    assertThat(row(second, 0)).containsOnly(Float.NaN);
    assertThat(row(second, 1_000_000)).containsOnly(Float.NaN);
    assertThat(second.get(1_000_000, 0)).isNaN();
  }

  @Test
  void distancesAreThoseOfTheirCoordinatesWhateverTheWidth() {
    SeededStream random = new SeededStream(3);
    for (int width = 1; width <= 13; width++) {
      FloatRows.Builder builder = new FloatRows.Builder(FloatRows.empty(width));
      float[] row = new float[width];
      double[] place = new double[width];
      double expected = 0;
      for (int i = 0; i < width; i++) {
        row[i] = random.nextBelow(100);
        place[i] = random.nextBelow(100);
        expected += (row[i] - place[i]) * (row[i] - place[i]);
      }
      builder.put(1_500, row, 0);
      FloatRows rows = builder.build();
      assertThat(rows.squaredDistance(1_500, place)).isEqualTo(expected); // whole: no rounding
      double[] copy = new double[width];
      rows.copyRow(1_500, copy);
      assertThat(rows.squaredDistance(1_500, copy)).isZero();
    }
  }

  @Test
  void theLargestOfARowIsTheLowestOfEqualOnes() {
    FloatRows.Builder builder = new FloatRows.Builder(FloatRows.empty(3));
    builder.put(0, new float[] {0.2f, 0.4f, 0.4f}, 0);
    builder.put(1, new float[] {0.1f, 0.1f, 0.8f}, 0);
    builder.put(2, new float[] {0.5f, 0, 0.5f}, 0);
    FloatRows rows = builder.build();
    assertThat(rows.argMax(0)).isEqualTo(1);
    assertThat(rows.argMax(1)).isEqualTo(2);
    assertThat(rows.argMax(2)).isZero();
  }

  private static float[] row(FloatRows rows, int ordinal) {
    float[] row = new float[3];
    rows.copyRow(ordinal, row);
    return row;
  }
}
