package dev.assay.server.verdict;

import java.util.Arrays;

/** Numbers of items from 0, in the order in which they are asked for, by their ordinals. */
final class OrdinalNumbers {
  private int[] numbers = new int[0];
  private int[] ordinals = new int[0];
  private int count;

  /** The number of the item, a new one where it has none. */
  int of(int ordinal) {
    if (ordinal >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(ordinal + 1, numbers.length * 3 / 2));
    }
    if (numbers[ordinal] == 0) {
      if (count == ordinals.length) {
        ordinals = Arrays.copyOf(ordinals, Math.max(16, count * 3 / 2));
      }
      ordinals[count] = ordinal;
      numbers[ordinal] = ++count;
    }
    return numbers[ordinal] - 1;
  }

  /** The ordinal of a number. */
  int ordinal(int number) {
    return ordinals[number];
  }

  /** How many numbers are given. */
  int count() {
    return count;
  }
}
