package dev.assay.sampling.design.strata;

import dev.assay.sampling.Require;
import java.util.Arrays;

/**
 * Merges strata with too few units into others, as the stratified importance sampling paper does
 * (section 4 and appendix D.2): each into the one whose median score is nearest.
 */
public final class SmallCells {

  private SmallCells() {}

  /**
   * Merges until every stratum has its least number of units, or one stratum is left. The smallest
   * goes first (of equals the lower number); medians are taken anew after each merge.
   *
   * @param strata to merge
   * @param scores one finite number for each unit
   * @param leastSize units that each stratum should have
   * @return strata in the order of what is left of the old ones
   */
  public static Strata merged(Strata strata, double[] scores, int leastSize) {
    Require.sameLength(strata.units(), scores.length, "scores");
    Require.finite(scores, "score");
    int[] stratumOf = strata.stratumOf().clone();
    int[] sizes = strata.sizes();
    double[] medians = new double[strata.count()];
    for (int h = 0; h < medians.length; h++) {
      medians[h] = median(stratumOf, scores, h, sizes[h]);
    }
    for (int left = strata.count(); left > 1; left--) {
      int smallest = smallest(sizes);
      if (sizes[smallest] >= leastSize) {
        break;
      }
      int into = nearest(medians, sizes, smallest);
      for (int i = 0; i < stratumOf.length; i++) {
        stratumOf[i] = stratumOf[i] == smallest ? into : stratumOf[i];
      }
      sizes[into] += sizes[smallest];
      sizes[smallest] = 0;
      medians[into] = median(stratumOf, scores, into, sizes[into]);
    }
    return Strata.ofLabels(stratumOf);
  }

  /** The smallest that is not merged away. */
  private static int smallest(int[] sizes) {
    int smallest = -1;
    for (int h = 0; h < sizes.length; h++) {
      if (sizes[h] > 0 && (smallest < 0 || sizes[h] < sizes[smallest])) {
        smallest = h;
      }
    }
    return smallest;
  }

  private static int nearest(double[] medians, int[] sizes, int of) {
    int nearest = -1;
    for (int h = 0; h < medians.length; h++) {
      boolean candidate = h != of && sizes[h] > 0;
      if (candidate
          && (nearest < 0
              || Math.abs(medians[h] - medians[of]) < Math.abs(medians[nearest] - medians[of]))) {
        nearest = h;
      }
    }
    return nearest;
  }

  private static double median(int[] stratumOf, double[] scores, int stratum, int size) {
    double[] inside = new double[size];
    int next = 0;
    for (int i = 0; i < stratumOf.length; i++) {
      if (stratumOf[i] == stratum) {
        inside[next++] = scores[i];
      }
    }
    Arrays.sort(inside);
    return (inside[(size - 1) / 2] + inside[size / 2]) / 2;
  }
}
