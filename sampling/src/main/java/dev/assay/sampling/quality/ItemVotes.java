package dev.assay.sampling.quality;

import java.util.Arrays;

/** The votes on each of any number of items, which can be changed. An annotator has one an item. */
public final class ItemVotes {
  private static final int[] NONE = {};

  /** For each item: annotator and class of each vote, in turn. */
  private int[][] votes = new int[0][];

  /** Those of a table. */
  public static ItemVotes of(VoteTable table) {
    ItemVotes all = new ItemVotes();
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
    }
    own[at + 1] = label;
  }

  /** Removes the annotator's vote, if there is one. */
  public void remove(int item, int annotator) {
    int[] own = on(item);
    int at = place(own, annotator);
    if (at < own.length) {
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
   * then the lowest.
   */
  public int greatest(int item, double[] posterior) {
    int[] given = new int[posterior.length];
    int[] own = on(item);
    for (int i = 0; i < own.length; i += 2) {
      given[own[i + 1]]++;
    }
    int best = 0;
    for (int label = 1; label < posterior.length; label++) {
      double lead = posterior[label] - posterior[best];
      if (lead > Verdicts.TIE_TOLERANCE
          || (lead >= -Verdicts.TIE_TOLERANCE && given[label] > given[best])) {
        best = label;
      }
    }
    return best;
  }
}
