package dev.assay.sampling.design;

import java.util.Arrays;

/**
 * The units that are still undecided: any of them by position, each removable, in constant time.
 */
final class OpenUnits {

  private final int[] units;
  private final int[] placeOf;
  private int size;

  /** All of 0..count-1. */
  OpenUnits(int count) {
    this.units = new int[count];
    this.placeOf = new int[count];
    this.size = count;
    for (int i = 0; i < count; i++) {
      units[i] = i;
      placeOf[i] = i;
    }
  }

  int size() {
    return size;
  }

  int at(int place) {
    return units[place];
  }

  /** Removes a unit that is still there; the last one takes its place. */
  void remove(int unit) {
    int place = placeOf[unit];
    int last = units[--size];
    units[place] = last;
    placeOf[last] = place;
    units[size] = unit;
    placeOf[unit] = size;
  }

  /** Those left, in no particular order. */
  int[] left() {
    return Arrays.copyOf(units, size);
  }
}
