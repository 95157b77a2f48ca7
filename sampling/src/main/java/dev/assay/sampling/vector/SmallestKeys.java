package dev.assay.sampling.vector;

/** Parts the smallest of many keys from the others, without sorting them (Hoare 1961). */
final class SmallestKeys {
  private SmallestKeys() {}

  /**
   * Moves the smallest keys to the front, in no order.
   *
   * @param keys all different
   * @param count how many, from 0 to one less than there are
   * @return the smallest of the others
   */
  static long first(long[] keys, int count) {
    int low = 0;
    int high = keys.length - 1;
    while (low < high) {
      long pivot = keys[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (keys[i] < pivot) {
          i++;
        }
        while (keys[j] > pivot) {
          j--;
        }
        if (i <= j) {
          long swapped = keys[i];
          keys[i++] = keys[j];
          keys[j--] = swapped;
        }
      }
      if (count <= j) {
        high = j;
      } else if (count >= i) {
        low = i;
      } else {
        break;
      }
    }
    return keys[count];
  }
}
