package dev.assay.sampling.quality;

import java.util.Arrays;

/** The votes on each of any number of items, which can be changed. An annotator has one an item. */
public final class ItemVotes {
  private static final int[] NONE = {};

  /** For each item: annotator and class of each vote, in turn. */
  private int[][] votes = new int[0][];

  /** How many votes name each class. */
  private int[] inAll = new int[0];

  /** Those of a table. */
  public static ItemVotes of(VoteTable table) {
    ItemVotes all = new ItemVotes();
    all.inAll = table.votesByClass();
    all.votes = new int[table.itemCount()][];
    for (int item = 0; item < table.itemCount(); item++) {
      int[] own = new int[2 * table.votesOn(item)];
      for (int i = 0; i < own.length; i += 2) {
        own[i] = table.annotator(table.start(item) + i / 2);
        own[i + 1] = table.label(table.start(item) + i / 2);
      }
      all.votes[item] = own;
    }
    return all;
  }

  /** Puts a vote, in the place of an earlier one of the same annotator. */
  public void put(int item, int annotator, int label) {
    if (item >= votes.length) {
      int old = votes.length;
      votes = Arrays.copyOf(votes, Math.max(item + 1, old + old / 2));
      Arrays.fill(votes, old, votes.length, NONE);
    }
    int[] own = votes[item];
    int at = place(own, annotator);
    if (at == own.length) {
      own = Arrays.copyOf(own, at + 2);
      own[at] = annotator;
      votes[item] = own;
    } else {
      inAll[own[at + 1]]--;
    }
    own[at + 1] = label;
    if (label >= inAll.length) {
      inAll = Arrays.copyOf(inAll, label + 1);
    }
    inAll[label]++;
  }

  /** Removes the annotator's vote, if there is one. */
  public void remove(int item, int annotator) {
    int[] own = on(item);
    int at = place(own, annotator);
    if (at < own.length) {
      inAll[own[at + 1]]--;
      int[] left = Arrays.copyOf(own, own.length - 2);
      System.arraycopy(own, at + 2, left, at, left.length - at);
      votes[item] = left;
    }
  }

  private static int place(int[] own, int annotator) {
    int at = 0;
    while (at < own.length && own[at] != annotator) {
      at += 2;
    }
    return at;
  }

  /** Annotator and class of each vote on an item, in turn; not to be changed. */
  public int[] on(int item) {
    return item < votes.length ? votes[item] : NONE;
  }

  /**
   * The class of the greatest of the probabilities; of equals the one with most votes on the item,
   * then in all, then the lowest.
   */
  public int greatest(int item, double[] posterior) {
    int[] given = new int[posterior.length];
    int[] own = on(item);
    for (int i = 0; i < own.length; i += 2) {
      given[own[i + 1]]++;
    }
    double greatest = Arrays.stream(posterior).max().orElse(0);
    int best = -1;
    for (int label = 0; label < posterior.length; label++) {
      boolean isGreatest = posterior[label] >= greatest - Verdicts.TIE_TOLERANCE;
      if (isGreatest && (best < 0 || precedes(label, best, given))) {
        best = label;
      }
    }
    return best;
  }

  private boolean precedes(int label, int best, int[] given) {
    return given[label] != given[best]
        ? given[label] > given[best]
        : votesInAll(label) > votesInAll(best);
  }

  private int votesInAll(int label) {
    return label < inAll.length ? inAll[label] : 0;
  }
}
