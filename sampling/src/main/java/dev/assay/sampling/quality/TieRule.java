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

  /**
   * The class that stands.
   *
   * @param labels the classes among which it is, ascending
   * @param least the probability that counts as equal to the greatest
   */
  int choose(int item, ClassProbabilities probabilities, int[] labels, double least) {
    for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
      onItem[votes.label(vote)]++;
    }
    int chosen = -1;
    for (int label : labels) {
      if (probabilities.of(item, label) >= least && (chosen < 0 || precedes(label, chosen))) {
        chosen = label;
      }
    }
    for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
      onItem[votes.label(vote)] = 0;
    }
    return chosen;
  }

  private boolean precedes(int label, int chosen) {
    return onItem[label] != onItem[chosen]
        ? onItem[label] > onItem[chosen]
        : total[label] > total[chosen];
  }
}
