package dev.assay.sampling.quality;

/**
 * Which of equally probable classes stands: the one with the most votes on the item, then with the
 * most votes in the table, then with the lowest number.
 */
final class TieRule {
  private final VoteTable votes;
  private final int[] total;
  private final int[] onItem;

  TieRule(VoteTable votes) {
    this.votes = votes;
    this.total = votes.votesByClass();
    this.onItem = new int[votes.classCount()];
  }

  /** The class that stands, of those within the tolerance of the row's greatest probability. */
  int choose(int item, double[] posterior, int row, double tolerance) {
    java.util.Arrays.fill(onItem, 0);
    for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
      onItem[votes.label(vote)]++;
    }
    double greatest = 0;
    for (int label = 0; label < onItem.length; label++) {
      greatest = Math.max(greatest, posterior[row + label]);
    }
    int chosen = -1;
    for (int label = 0; label < onItem.length; label++) {
      if (posterior[row + label] >= greatest - tolerance
          && (chosen < 0 || precedes(label, chosen))) {
        chosen = label;
      }
    }
    return chosen;
  }

  private boolean precedes(int label, int chosen) {
    return onItem[label] != onItem[chosen]
        ? onItem[label] > onItem[chosen]
        : total[label] > total[chosen];
  }
}
