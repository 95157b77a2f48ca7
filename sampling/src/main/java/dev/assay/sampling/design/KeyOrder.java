package dev.assay.sampling.design;

import dev.assay.sampling.Require;

/**
 * Sorts units by a key, ties by unit number, in linear time.
 *
 * <p>Keys are compared in single precision: designs order units to place like beside like, for
 * which 24 bits are plenty, and half the bits are half the passes.
 */
public final class KeyOrder {

  /*
   * A least-significant-digit radix sort of 64-bit words, the key's single-precision bits above the
   * unit's number: three stable passes of 11, 11 and 10 bits, with all three histograms counted in the
   * packing pass. Words carry their key along, so that no pass looks up keys at random places. A pass
   * whose digit is the same for all words is left out. Ascending unsigned words are ascending keys
   * once the sign bit of positive, and all bits of negative, floats are flipped.
   */

  private static final int[] SHIFT = {32, 43, 54};
  private static final int DIGITS = 1 << 11;

  private KeyOrder() {}

  /**
   * Sorts.
   *
   * @param keys one finite number for each unit
   * @return the units ascending by key
   */
  public static int[] ascending(double[] keys) {
    long[] sorted = words(keys);
    int[] order = new int[sorted.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) sorted[i];
    }
    return order;
  }

  private static long[] words(double[] keys) {
    long[] words = new long[keys.length];
    long[] scratch = new long[keys.length];
    return sort(keys, words, scratch) ? scratch : words;
  }

  /**
   * Sorts into words that carry the unit in their lower half.
   *
   * @param words receives the sorted words, or serves as room
   * @param scratch of the same length, the other one
   * @return whether the sorted words ended up in {@code scratch}
   */
  static boolean sort(double[] keys, long[] words, long[] scratch) {
    Require.finite(keys, "order key");
    int[][] counts = pack(keys, words);
    long[] from = words;
    long[] to = scratch;
    for (int pass = 0; pass < SHIFT.length; pass++) {
      if (scatter(from, to, counts[pass], SHIFT[pass])) {
        long[] swapped = from;
        from = to;
        to = swapped;
      }
    }
    return from == scratch;
  }

  private static int[][] pack(double[] keys, long[] words) {
    int[] low = new int[DIGITS];
    int[] middle = new int[DIGITS];
    int[] high = new int[DIGITS];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToRawIntBits((float) keys[i] + 0.0f); // adding 0 turns -0 into 0
      bits ^= (bits >> 31) | Integer.MIN_VALUE;
      long word = ((long) bits << 32) | i;
      words[i] = word;
      low[(int) (word >>> 32) & (DIGITS - 1)]++;
      middle[(int) (word >>> 43) & (DIGITS - 1)]++;
      high[(int) (word >>> 54)]++;
    }
    return new int[][] {low, middle, high};
  }

  /** One stable pass; false where all words share the digit and nothing was moved. */
  private static boolean scatter(long[] from, long[] to, int[] counts, int shift) {
    int offset = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = counts[digit];
      if (count == from.length) {
        return false;
      }
      counts[digit] = offset;
      offset += count;
    }
    for (long word : from) {
      to[counts[(int) (word >>> shift) & (DIGITS - 1)]++] = word;
    }
    return true;
  }
}
