package dev.assay.server.agreement;

import dev.assay.sampling.quality.VoteTable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of the votes, whose agreement is asked for.
 *
 * @param stratum the name of the stratum; empty where the part is none
 * @param pair the numbers of the two annotators; none where the part is no pair
 * @param items the numbers of the items with two votes or more in the part, ascending
 */
record VoteGroup(String stratum, List<Integer> pair, List<Integer> items) {

  boolean isPair() {
    return !pair.isEmpty();
  }

  /** The votes of the group on its items: of the pair, or of everybody. */
  int voteCount(VoteTable votes) {
    return isPair() ? 2 * items.size() : items.stream().mapToInt(votes::votesOn).sum();
  }

  /** The votes on the group's items, which get numbers of their own. */
  VoteTable only(VoteTable votes) {
    int count = voteCount(votes);
    int[] item = new int[count];
    int[] annotator = new int[count];
    int[] label = new int[count];
    int at = 0;
    for (int i = 0; i < items.size(); i++) {
      int own = items.get(i);
      for (int vote = votes.start(own); vote < votes.start(own + 1); vote++) {
        if (!isPair() || pair.contains(votes.annotator(vote))) {
          item[at] = i;
          annotator[at] = votes.annotator(vote);
          label[at++] = votes.label(vote);
        }
      }
    }
    return VoteTable.of(
        items.size(), votes.annotatorCount(), votes.classCount(), item, annotator, label);
  }

  /** The whole project. */
  static VoteGroup whole(VoteTable votes) {
    return new VoteGroup(
        "",
        List.of(),
        IntStream.range(0, votes.itemCount())
            .filter(item -> votes.votesOn(item) > 1)
            .boxed()
            .toList());
  }
}
