package dev.assay.sampling.compress;

import dev.assay.sampling.Require;
import dev.assay.sampling.balance.LabelledRows;
import dev.assay.sampling.vector.GraphCutGreedy;
import dev.assay.sampling.vector.PackedPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The bins of dataset quantisation: the first holds the rows that are most like all and least like
 * one another, the next those of what is left, and so on, until every row is in one.
 *
 * <p>Zhou et al. (2023), "Dataset quantization", section 3.2: each bin is chosen greedily by the
 * graph cut of {@link GraphCutGreedy} among the rows that no earlier bin holds. Immutable.
 */
public final class Bins {
  private final List<int[]> bins;

  private Bins(List<int[]> bins) {
    this.bins = bins;
  }

  /**
   * Bins over all rows, whatever their class: each of {@code rows / count} of them, rounded down;
   * the last one takes what that leaves.
   *
   * @param count of the bins, from 1 to the number of rows
   */
  public static Bins global(LabelledRows rows, int count) {
    Require.count(count, 1, rows.count(), "number of bins");
    int[] left = IntStream.range(0, rows.count()).toArray();
    List<int[]> bins = new ArrayList<>();
    for (int bin = 0; bin < count; bin++) {
      int size = bin == count - 1 ? left.length : rows.count() / count;
      int[] chosen = choose(rows, left, size);
      bins.add(chosen);
      left = without(left, chosen);
    }
    return new Bins(bins);
  }

  /**
   * Bins that hold the same share of every class, each class chosen among its own rows: bin by bin
   * the share that {@code rows / count}, rounded, is of what is left, rounded for each class,
   * halves to the even number; the last one takes what that leaves.
   *
   * @param count of the bins, from 1 to the number of rows
   */
  public static Bins balanced(LabelledRows rows, int count) {
    Require.count(count, 1, rows.count(), "number of bins");
    int[][] left = new int[rows.classCount()][];
    Arrays.setAll(left, rows::members);
    double size = Math.rint((double) rows.count() / count);
    int total = rows.count();
    List<int[]> bins = new ArrayList<>();
    for (int bin = 0; bin < count; bin++) {
      double share = Math.min(1, size / Math.max(total, 1));
      List<int[]> parts = new ArrayList<>();
      for (int label = 0; label < left.length; label++) {
        int wanted =
            bin == count - 1 ? left[label].length : (int) Math.rint(share * left[label].length);
        int[] chosen = choose(rows, left[label], wanted);
        left[label] = without(left[label], chosen);
        total -= chosen.length;
        parts.add(chosen);
      }
      bins.add(parts.stream().flatMapToInt(Arrays::stream).toArray());
    }
    return new Bins(bins);
  }

  private static int[] choose(LabelledRows rows, int[] among, int count) {
    if (count == 0) {
      return new int[0];
    }
    if (count == among.length) {
      return among.clone();
    }
    PackedPoints directions = PackedPoints.directions(rows.features(), among);
    int[] places = new GraphCutGreedy(directions, new double[0]).choose(count);
    return Arrays.stream(places).map(place -> among[place]).toArray();
  }

  private static int[] without(int[] rows, int[] chosen) {
    int[] sorted = chosen.clone();
    Arrays.sort(sorted);
    return Arrays.stream(rows).filter(row -> Arrays.binarySearch(sorted, row) < 0).toArray();
  }

  /** The number of bins. */
  public int count() {
    return bins.size();
  }

  /** The rows of a bin, in the order in which they were chosen; those of the last one ascend. */
  public int[] rows(int bin) {
    return bins.get(bin).clone();
  }
}
