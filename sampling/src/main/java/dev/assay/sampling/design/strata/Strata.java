package dev.assay.sampling.design.strata;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import java.util.Arrays;

/**
 * A partition of units 0..N-1 into strata 0..H-1, none of them empty.
 *
 * <p>The array is handed over, not copied: nobody may write to it afterwards.
 *
 * @param stratumOf the stratum of each unit
 * @param count the number of strata, H
 */
@SuppressWarnings("ArrayRecordComponent") // handed over as documented; content equality below
public record Strata(int[] stratumOf, int count) {

  /** Checks that every number is in range and that every stratum has a unit. */
  public Strata {
    Require.population(stratumOf.length);
    Require.count(count, 1, stratumOf.length, "number of strata");
    int[] sizes = new int[count];
    for (int i = 0; i < stratumOf.length; i++) {
      int stratum = stratumOf[i];
      if (stratum < 0 || stratum >= count) {
        throw Require.invalid(
            Reason.STRATUM_OUT_OF_RANGE,
            "unit " + i + " is in stratum " + stratum + ", outside of 0.." + (count - 1));
      }
      sizes[stratum]++;
    }
    for (int stratum = 0; stratum < count; stratum++) {
      if (sizes[stratum] == 0) {
        throw Require.invalid(
            Reason.STRATUM_EMPTY,
            "stratum " + stratum + " has no unit; leave it out or merge it into another");
      }
    }
  }

  /** The partition into one stratum. */
  public static Strata whole(int units) {
    return new Strata(new int[units], 1);
  }

  /**
   * The partition that gives units of equal labels the same stratum, strata in ascending order of
   * their label; labels that no unit has leave no gap.
   *
   * @param labels any numbers, one for each unit
   */
  public static Strata ofLabels(int[] labels) {
    int[] distinct = Arrays.stream(labels).sorted().distinct().toArray();
    int[] stratumOf = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      stratumOf[i] = Arrays.binarySearch(distinct, labels[i]);
    }
    return new Strata(stratumOf, distinct.length);
  }

  /** The number of units, N. */
  public int units() {
    return stratumOf.length;
  }

  /** The number of units of each stratum. */
  public int[] sizes() {
    int[] sizes = new int[count];
    for (int stratum : stratumOf) {
      sizes[stratum]++;
    }
    return sizes;
  }

  /** The units of each stratum, ascending. */
  public int[][] members() {
    int[] sizes = sizes();
    int[][] members = new int[count][];
    for (int stratum = 0; stratum < count; stratum++) {
      members[stratum] = new int[sizes[stratum]];
    }
    for (int i = stratumOf.length - 1; i >= 0; i--) {
      members[stratumOf[i]][--sizes[stratumOf[i]]] = i;
    }
    return members;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Strata that && Arrays.equals(stratumOf, that.stratumOf);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(stratumOf);
  }

  @Override
  public String toString() {
    return "Strata[units=%d, sizes=%s]".formatted(units(), Arrays.toString(sizes()));
  }
}
