package dev.assay.sampling.design.strata;

import dev.assay.sampling.Require;

/** Strata from two partitions at once; cells without a unit are left out. */
public final class Crosses {

  private Crosses() {}

  /**
   * One stratum for each pair of strata that has a unit, in the order of the first, then the
   * second.
   *
   * @param first partition of the units
   * @param second partition of the same units
   */
  public static Strata of(Strata first, Strata second) {
    Require.sameLength(first.units(), second.units(), "second partition");
    long cells = (long) first.count() * second.count();
    Require.count((int) Math.min(cells, Integer.MAX_VALUE), 1, Integer.MAX_VALUE - 1, "cells");
    int[] labels = new int[first.units()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = first.stratumOf()[i] * second.count() + second.stratumOf()[i];
    }
    return Strata.ofLabels(labels);
  }

  /**
   * Cuts each stratum at the quantiles of its own values: bins of a score within bins of a feature.
   *
   * @param outer partition of the units
   * @param values one finite number for each unit
   * @param bins of each stratum, at least 1
   */
  public static Strata nested(Strata outer, double[] values, int bins) {
    Require.sameLength(outer.units(), values.length, "values");
    int[] inner = new int[values.length];
    for (int[] members : outer.members()) {
      double[] inside = new double[members.length];
      for (int k = 0; k < members.length; k++) {
        inside[k] = values[members[k]];
      }
      Strata binned = QuantileBins.of(inside, bins);
      for (int k = 0; k < members.length; k++) {
        inner[members[k]] = binned.stratumOf()[k];
      }
    }
    return of(outer, Strata.ofLabels(inner));
  }
}
