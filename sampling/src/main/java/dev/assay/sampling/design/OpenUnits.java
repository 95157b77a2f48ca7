package dev.assay.sampling.design;

import java.util.Arrays;

/**
 * The units that are still undecided: any of them by position, each removable, in constant time.
 */
public final class OpenUnits {

  private final int[] units;
  private final int[] placeOf;
  private int size;

  /** All of 0..count-1. */
  public OpenUnits(int count) {
    this.units = new int[count];
    this.placeOf = new int[count];
    this.size = count;
    for (int i = 0; i < count; i++) {
      units[i] = i;
      placeOf[i] = i;
    }
  }

  /** How many are left. */
  public int size() {
    return size;
  }

  /** The unit at a place in 0..size-1; places change with each removal. */
  public int at(int place) {
    return units[place];
  }

  /** Removes a unit that is still there; the last one takes its place. */
  public void remove(int unit) {
    int place = placeOf[unit];
    int last = units[--size];
    units[place] = last;
    placeOf[last] = place;
    units[size] = unit;
    placeOf[unit] = size;
  }

  /** Those left, ascending. */
  public int[] ascending() {
    int[] left = Arrays.copyOf(units, size);
    Arrays.sort(left);
    return left;
  }
}
