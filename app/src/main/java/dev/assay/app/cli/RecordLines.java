package dev.assay.app.cli;

import java.util.Arrays;

/**
 * The lines on which records stand. Most follow one another line by line, so that only where they
 * do not is kept.
 */
final class RecordLines {
  /** Records from here on stand so many lines after their index. */
  private long[] firsts = new long[16];

  private long[] offsets = new long[16];
  private int breaks;
  private long count;

  /** Adds the line of the next record. */
  void add(long line) {
    long offset = line - count;
    if (breaks == 0 || offsets[breaks - 1] != offset) {
      if (breaks == firsts.length) {
        firsts = Arrays.copyOf(firsts, 2 * breaks);
        offsets = Arrays.copyOf(offsets, 2 * breaks);
      }
      firsts[breaks] = count;
      offsets[breaks] = offset;
      breaks++;
    }
    count++;
  }

  /**
   * The line of a record.
   *
   * @param index of those that were added, from 0
   */
  long of(long index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException("record " + index + " of " + count);
    }
    int at = Arrays.binarySearch(firsts, 0, breaks, index);
    return index + offsets[at >= 0 ? at : -at - 2];
  }
}
