package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.EmptyStratumException;
import dev.assay.sampling.estimate.InvalidInputException;

/** Which stratum each label belongs to, and how many units each stratum has. Immutable. */
public final class Strata {
  private final int[] stratum;
  private final long[] unitCounts;
  private final int[] labelCounts;
  private final long populationCount;

  /**
   * @param stratum the 0-based stratum of each label or draw
   * @param unitCounts the number of units of each stratum, at least 0; a stratum without units may
   *     not have labels
   */
  public Strata(int[] stratum, long[] unitCounts) {
    this.stratum = stratum.clone();
    this.unitCounts = unitCounts.clone();
    this.labelCounts = new int[unitCounts.length];
    long sum = 0;
    for (int k = 0; k < unitCounts.length; k++) {
      if (unitCounts[k] < 0) {
        throw new InvalidInputException("unitCounts[" + k + "]", "is " + unitCounts[k]);
      }
      sum = Math.addExact(sum, unitCounts[k]);
    }
    this.populationCount = sum;
    for (int i = 0; i < stratum.length; i++) {
      if (stratum[i] < 0 || stratum[i] >= unitCounts.length || unitCounts[stratum[i]] == 0) {
        throw new InvalidInputException(
            "stratum[" + i + "]", "is " + stratum[i] + ", which is no stratum with units");
      }
      labelCounts[stratum[i]]++;
    }
  }

  /** The number of strata. */
  public int count() {
    return unitCounts.length;
  }

  int labelCount() {
    return stratum.length;
  }

  long populationCount() {
    return populationCount;
  }

  /** The stratum of label i. */
  public int of(int i) {
    return stratum[i];
  }

  /** N_k. */
  public long unitCount(int k) {
    return unitCounts[k];
  }

  /** n_k. */
  public int labelCount(int k) {
    return labelCounts[k];
  }

  /** W_k = N_k/N. */
  public double share(int k) {
    return (double) unitCounts[k] / populationCount;
  }

  /** The indices of the labels of stratum k, ascending. */
  int[] labels(int k) {
    int[] result = new int[labelCounts[k]];
    int next = 0;
    for (int i = 0; i < stratum.length; i++) {
      if (stratum[i] == k) {
        result[next++] = i;
      }
    }
    return result;
  }

  /** Refuses strata with units and no label. */
  void requireLabels() {
    for (int k = 0; k < unitCounts.length; k++) {
      if (unitCounts[k] > 0 && labelCounts[k] == 0) {
        throw new EmptyStratumException(k, unitCounts[k]);
      }
    }
  }
}
