package dev.assay.sampling.quality.agreement;

import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The votes on items as counts a class, which is all that agreement among any annotators depends
 * on.
 *
 * <p>Items with one vote or none say nothing of agreement and are left out. Only classes that
 * somebody named on an item are kept of it.
 */
public final class Coincidences {
  private final int classCount;
  private final Item[] items;
  private final int voteCount;

  /**
   * The classes that are named on an item, ascending, how often, and what share of pairs differ.
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Item(int[] labels, int[] counts, int votes, double differing) {
    static Item of(int[] labels, int[] counts) {
      double votes = Arrays.stream(counts).sum();
      double same = 0;
      for (int count : counts) {
        same += (double) count * (count - 1);
      }
      return new Item(labels, counts, (int) votes, 1 - same / (votes * (votes - 1)));
    }
  }

  /** An order by what was named, so that nothing rests on the order of the items. */
  private static final Comparator<Item> ORDER =
      Comparator.comparing(Item::labels, Arrays::compare)
          .thenComparing(Item::counts, Arrays::compare);

  private Coincidences(int classCount, Item[] items) {
    this.classCount = classCount;
    Arrays.sort(items, ORDER);
    this.items = items;
    this.voteCount = Arrays.stream(items).mapToInt(Item::votes).sum();
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
    Item[] kept = new Item[votes.itemCount()];
    int count = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      if (votes.votesOn(item) < 2 || !items.test(item)) {
        continue;
      }
      int[] labels =
          IntStream.range(votes.start(item), votes.start(item + 1))
              .filter(vote -> annotators.test(votes.annotator(vote)))
              .map(votes::label)
              .sorted()
              .toArray();
      if (labels.length > 1) {
        kept[count++] = item(labels);
      }
    }
    return new Coincidences(votes.classCount(), Arrays.copyOf(kept, count));
  }

  private static Item item(int[] sorted) {
    int[] labels = new int[sorted.length];
    int[] counts = new int[sorted.length];
    int last = -1;
    for (int label : sorted) {
      if (last < 0 || labels[last] != label) {
        labels[++last] = label;
      }
      counts[last]++;
    }
    return Item.of(Arrays.copyOf(labels, last + 1), Arrays.copyOf(counts, last + 1));
  }

  /**
   * Counts as they stand in a table of items by classes.
   *
   * @param counts votes for each class, a row an item; rows with fewer than two votes are left out
   */
  public static Coincidences ofCounts(int[][] counts) {
    int classes = counts.length == 0 ? 2 : counts[0].length;
    Item[] kept = new Item[counts.length];
    int rows = 0;
    for (int[] row : counts) {
      Check.sameLength(classes, row.length, "a row of counts");
      int total = 0;
      for (int count : row) {
        Check.setting(count, 0, Integer.MAX_VALUE, "a count");
        total += count;
      }
      if (total > 1) {
        int[] labels = IntStream.range(0, classes).filter(label -> row[label] > 0).toArray();
        int[] own = Arrays.stream(labels).map(label -> row[label]).toArray();
        kept[rows++] = Item.of(labels, own);
      }
    }
    return new Coincidences(classes, Arrays.copyOf(kept, rows));
  }

  /** The number of classes. */
  int classCount() {
    return classCount;
  }

  /** The number of items with two votes or more. */
  public int itemCount() {
    return items.length;
  }

  /** The number of votes on them. */
  int voteCount() {
    return voteCount;
  }

  /** The number of votes on an item. */
  int votes(int item) {
    return items[item].votes();
  }

  /** The classes that are named on an item, ascending; not to be changed. */
  int[] labels(int item) {
    return items[item].labels();
  }

  /** How often each of the classes is named; not to be changed. */
  int[] counts(int item) {
    return items[item].counts();
  }

  /** The share of the pairs of votes on an item that differ. */
  double differing(int item) {
    return items[item].differing();
  }

  /**
   * How often each class is named in all, items counting by their weights, and the one that agrees
   * as if it named all that are named alike.
   */
  double[] frequency(ItemWeights weights) {
    double[] frequency = new double[classCount];
    for (int item = 0; item < items.length; item++) {
      int[] labels = labels(item);
      for (int at = 0; at < labels.length; at++) {
        frequency[labels[at]] += weights.ofItem()[item] * counts(item)[at];
      }
    }
    weights.spreadAgreeing(frequency, items.length == 0 ? 0 : (double) voteCount / items.length);
    return frequency;
  }
}
