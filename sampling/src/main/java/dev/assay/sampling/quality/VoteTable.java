package dev.assay.sampling.quality;

import dev.assay.sampling.quality.InvalidVotesException.Reason;
import java.util.Arrays;

/**
 * Votes in columns of primitives, grouped by item and ordered by annotator within each: six bytes a
 * vote.
 *
 * <p>Items, annotators and classes are numbers from 0. An annotator has one vote on an item: of
 * several given the last stands. Since the order within an item is fixed, nothing that is computed
 * from the table depends on the order in which votes came.
 *
 * <p>Immutable.
 */
public final class VoteTable {
  /** The most classes: class numbers are kept in 16 bits. */
  public static final int MAX_CLASSES = Short.MAX_VALUE;

  private static final int INSERTION_SORT_VOTES = 48;

  private final int annotatorCount;
  private final int classCount;
  private final int[] start;
  private final int[] annotator;
  private final short[] label;

  private VoteTable(
      int annotatorCount, int classCount, int[] start, int[] annotator, short[] label) {
    this.annotatorCount = annotatorCount;
    this.classCount = classCount;
    this.start = start;
    this.annotator = annotator;
    this.label = label;
  }

  /**
   * Makes a table of all votes given.
   *
   * @param itemCount items, of which some may have no vote
   * @param annotatorCount annotators, of which some may have no vote
   * @param classCount classes, at least 2
   * @param items item of each vote, in 0..itemCount-1
   * @param annotators annotator of each vote, in 0..annotatorCount-1
   * @param classes class of each vote, in 0..classCount-1
   */
  public static VoteTable of(
      int itemCount,
      int annotatorCount,
      int classCount,
      int[] items,
      int[] annotators,
      int[] classes) {
    Check.range(classCount, 2, MAX_CLASSES, Reason.CLASS_COUNT_OUT_OF_RANGE, "the class count");
    Check.sameLength(items.length, annotators.length, "annotators");
    Check.sameLength(items.length, classes.length, "classes");
    int[] start = new int[itemCount + 1];
    for (int vote = 0; vote < items.length; vote++) {
      Check.range(items[vote], 0, itemCount - 1, Reason.ITEM_OUT_OF_RANGE, "an item");
      Check.range(
          annotators[vote], 0, annotatorCount - 1, Reason.ANNOTATOR_OUT_OF_RANGE, "an annotator");
      Check.range(classes[vote], 0, classCount - 1, Reason.CLASS_OUT_OF_RANGE, "a class");
      start[items[vote] + 1]++;
    }
    for (int item = 0; item < itemCount; item++) {
      start[item + 1] += start[item];
    }
    int[] place = Arrays.copyOf(start, itemCount);
    int[] annotator = new int[items.length];
    short[] label = new short[items.length];
    for (int vote = 0; vote < items.length; vote++) {
      int at = place[items[vote]]++;
      annotator[at] = annotators[vote];
      label[at] = (short) classes[vote];
    }
    return sorted(annotatorCount, classCount, start, annotator, label);
  }

  /** Orders each item's votes by annotator, and leaves the last of each annotator. */
  private static VoteTable sorted(
      int annotatorCount, int classCount, int[] start, int[] annotator, short[] label) {
    int kept = 0;
    int from = 0;
    for (int item = 0; item + 1 < start.length; item++) {
      int to = start[item + 1];
      sort(annotator, label, from, to);
      start[item] = kept;
      for (int vote = from; vote < to; vote++) {
        if (vote + 1 == to || annotator[vote + 1] != annotator[vote]) {
          annotator[kept] = annotator[vote];
          label[kept++] = label[vote];
        }
      }
      from = to;
    }
    start[start.length - 1] = kept;
    boolean whole = kept == annotator.length;
    return new VoteTable(
        annotatorCount,
        classCount,
        start,
        whole ? annotator : Arrays.copyOf(annotator, kept),
        whole ? label : Arrays.copyOf(label, kept));
  }

  /** A stable sort by annotator: by insertion where the votes are few, else of packed numbers. */
  private static void sort(int[] annotator, short[] label, int from, int to) {
    if (to - from > INSERTION_SORT_VOTES) {
      long[] packed = new long[to - from];
      short[] labels = Arrays.copyOfRange(label, from, to);
      for (int i = 0; i < packed.length; i++) {
        packed[i] = ((long) annotator[from + i] << 32) | i;
      }
      Arrays.sort(packed);
      for (int i = 0; i < packed.length; i++) {
        annotator[from + i] = (int) (packed[i] >>> 32);
        label[from + i] = labels[(int) packed[i]];
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int who = annotator[i];
      short what = label[i];
      int j = i - 1;
      for (; j >= from && annotator[j] > who; j--) {
        annotator[j + 1] = annotator[j];
        label[j + 1] = label[j];
      }
      annotator[j + 1] = who;
      label[j + 1] = what;
    }
  }

  /** The number of items. */
  public int itemCount() {
    return start.length - 1;
  }

  /** The number of annotators. */
  public int annotatorCount() {
    return annotatorCount;
  }

  /** The number of classes. */
  public int classCount() {
    return classCount;
  }

  /** The number of votes that stand. */
  public int voteCount() {
    return annotator.length;
  }

  /**
   * The number of an item's first vote; the votes of item i are {@code start(i)} to {@code start(i
   * + 1) - 1}.
   *
   * @param item in 0..itemCount, the last of which gives the number of votes
   */
  public int start(int item) {
    return start[item];
  }

  /** The number of votes on an item. */
  public int votesOn(int item) {
    return start[item + 1] - start[item];
  }

  /** Who gave a vote. */
  public int annotator(int vote) {
    return annotator[vote];
  }

  /** The class that a vote names. */
  public int label(int vote) {
    return label[vote];
  }

  /** How many votes each annotator has. */
  public int[] votesByAnnotator() {
    int[] counts = new int[annotatorCount];
    for (int who : annotator) {
      counts[who]++;
    }
    return counts;
  }

  /** How many votes name each class. */
  public int[] votesByClass() {
    int[] counts = new int[classCount];
    for (short what : label) {
      counts[what]++;
    }
    return counts;
  }

  /**
   * The table with one more annotator, the last one.
   *
   * @param classes what the annotator says of each item; negative where nothing
   */
  public VoteTable withAnnotator(int[] classes) {
    Check.sameLength(itemCount(), classes.length, "classes");
    int[] newStart = new int[start.length];
    int[] newAnnotator = new int[voteCount() + classes.length];
    short[] newLabel = new short[newAnnotator.length];
    int kept = 0;
    for (int item = 0; item < itemCount(); item++) {
      newStart[item] = kept;
      for (int vote = start[item]; vote < start[item + 1]; vote++) {
        newAnnotator[kept] = annotator[vote];
        newLabel[kept++] = label[vote];
      }
      if (classes[item] >= 0) {
        Check.range(classes[item], 0, classCount - 1, Reason.CLASS_OUT_OF_RANGE, "a class");
        newAnnotator[kept] = annotatorCount;
        newLabel[kept++] = (short) classes[item];
      }
    }
    newStart[itemCount()] = kept;
    return new VoteTable(
        annotatorCount + 1,
        classCount,
        newStart,
        Arrays.copyOf(newAnnotator, kept),
        Arrays.copyOf(newLabel, kept));
  }

  /**
   * The table without some votes.
   *
   * @param left whether each vote is left out
   */
  public VoteTable without(boolean[] left) {
    Check.sameLength(voteCount(), left.length, "left");
    int[] newStart = new int[start.length];
    int[] newAnnotator = new int[voteCount()];
    short[] newLabel = new short[voteCount()];
    int kept = 0;
    for (int item = 0; item < itemCount(); item++) {
      newStart[item] = kept;
      for (int vote = start[item]; vote < start[item + 1]; vote++) {
        if (!left[vote]) {
          newAnnotator[kept] = annotator[vote];
          newLabel[kept++] = label[vote];
        }
      }
    }
    newStart[itemCount()] = kept;
    return new VoteTable(
        annotatorCount,
        classCount,
        newStart,
        Arrays.copyOf(newAnnotator, kept),
        Arrays.copyOf(newLabel, kept));
  }
}
