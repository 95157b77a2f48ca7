package dev.assay.sampling.quality.agreement;

import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.VoteTable;
import java.util.function.IntPredicate;

/**
 * The votes on items as counts a class, which is all that agreement among any annotators depends
 * on.
 *
 * <p>Items with one vote or none say nothing of agreement and are left out.
 */
public final class Coincidences {
  private final int classCount;
  private final int[][] counts;

  private Coincidences(int classCount, int[][] counts) {
    this.classCount = classCount;
    this.counts = counts;
  }

  /** All items. */
  public static Coincidences of(VoteTable votes) {
    return of(votes, item -> true, annotator -> true);
  }

  /**
   * A part of the items and of the annotators: a stratum, a pair.
   *
   * @param items which items count
   * @param annotators whose votes count
   */
  public static Coincidences of(VoteTable votes, IntPredicate items, IntPredicate annotators) {
    int classes = votes.classCount();
    int[][] counts = new int[votes.itemCount()][];
    int kept = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      if (votes.votesOn(item) < 2 || !items.test(item)) {
        continue;
      }
      int[] row = new int[classes];
      int total = 0;
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        if (annotators.test(votes.annotator(vote))) {
          row[votes.label(vote)]++;
          total++;
        }
      }
      if (total > 1) {
        counts[kept++] = row;
      }
    }
    return new Coincidences(classes, java.util.Arrays.copyOf(counts, kept));
  }

  /**
   * Counts as they stand in a table of items by classes.
   *
   * @param counts votes for each class, a row an item; rows with fewer than two votes are left out
   */
  public static Coincidences ofCounts(int[][] counts) {
    int classes = counts.length == 0 ? 2 : counts[0].length;
    int[][] kept = new int[counts.length][];
    int rows = 0;
    for (int[] row : counts) {
      Check.sameLength(classes, row.length, "a row of counts");
      int total = 0;
      for (int count : row) {
        Check.setting(count, 0, Integer.MAX_VALUE, "a count");
        total += count;
      }
      if (total > 1) {
        kept[rows++] = row.clone();
      }
    }
    return new Coincidences(classes, java.util.Arrays.copyOf(kept, rows));
  }

  /** The number of classes. */
  int classCount() {
    return classCount;
  }

  /** The number of items with two votes or more. */
  public int itemCount() {
    return counts.length;
  }

  /** Votes for each class on an item; not to be changed. */
  int[] item(int item) {
    return counts[item];
  }
}
