package dev.assay.sampling.vector;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * The order that the seed alone gives to points: by a random number of each one's coordinates.
 *
 * <p>Whoever works through points in this order, breaks ties by it and samples by taking its first,
 * gets the same result in whatever order the points are numbered. Points that coincide follow by
 * their numbers.
 */
public final class ContentOrder {
  private static final long FACTOR = 0x9e3779b97f4a7c15L;
  private static final int CHUNK = 4096;

  private ContentOrder() {}

  /** The points that are there, in the order of the seed. */
  public static int[] of(Points points, long seed) {
    int count = points.count();
    long[] keys = new long[count];
    Chunks.forEach(
        count,
        CHUNK,
        (from, to) -> {
          double[] row = new double[points.dimension()];
          for (int i = from; i < to; i++) {
            keys[i] = points.has(i) ? key(points, i, row, seed) : 0;
          }
        });
    long[] words = new long[count];
    int present = 0;
    for (int i = 0; i < count; i++) {
      if (points.has(i)) {
        words[present++] = (keys[i] & 0xffffffff00000000L) | i;
      }
    }
    words = Arrays.copyOf(words, present);
    Arrays.sort(words);
    int[] order = new int[present];
    for (int place = 0; place < present; place++) {
      order[place] = (int) words[place];
    }
    untie(order, keys);
    return order;
  }

  /** The first of {@link #of}: a random sample of those that are there, or all of them. */
  public static int[] first(Points points, int limit, long seed) {
    int[] order = of(points, seed);
    return order.length <= limit ? order : Arrays.copyOf(order, limit);
  }

  private static long key(Points points, int point, double[] row, long seed) {
    points.copy(point, row);
    long hash = seed;
    for (double value : row) {
      hash = (hash ^ Double.doubleToRawLongBits(value + 0.0)) * FACTOR; // adding 0 turns -0 into 0
      hash ^= hash >>> 32;
    }
    return SeededStream.mix(hash);
  }

  /** Orders those whose keys agree in their upper halves by the lower ones. */
  private static void untie(int[] order, long[] keys) {
    for (int place = 1; place < order.length; place++) {
      int unit = order[place];
      int to = place;
      while (to > 0 && isBehind(keys[order[to - 1]], keys[unit])) {
        order[to] = order[to - 1];
        to--;
      }
      order[to] = unit;
    }
  }

  private static boolean isBehind(long key, long other) {
    return key >>> 32 == other >>> 32 && Long.compareUnsigned(key, other) > 0;
  }
}
