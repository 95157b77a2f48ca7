package dev.assay.sampling.design;

/** A set of units 0..N-1, one bit each. */
final class UnitSet {

  private final long[] words;
  private int count;

  UnitSet(int units) {
    this.words = new long[words(units)];
  }

  /** An empty set in words that are zero where needed and become the set's. */
  UnitSet(long[] words) {
    this.words = words;
  }

  /** How many words a set of units needs. */
  static int words(int units) {
    return (units + 63) >>> 6;
  }

  /** Adds a unit; false where it was in. */
  boolean add(int unit) {
    int word = unit >>> 6;
    long bit = 1L << unit;
    if ((words[word] & bit) != 0) {
      return false;
    }
    words[word] |= bit;
    count++;
    return true;
  }

  boolean contains(int unit) {
    return (words[unit >>> 6] & (1L << unit)) != 0;
  }

  int count() {
    return count;
  }

  int[] ascending() {
    int[] units = new int[count];
    int next = 0;
    for (int word = 0; next < count; word++) {
      for (long bits = words[word]; bits != 0; bits &= bits - 1) {
        units[next++] = (word << 6) + Long.numberOfTrailingZeros(bits);
      }
    }
    return units;
  }
}
