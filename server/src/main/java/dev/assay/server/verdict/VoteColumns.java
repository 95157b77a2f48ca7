package dev.assay.server.verdict;

import dev.assay.sampling.quality.VoteTable;
import dev.assay.server.answer.Answer;
import dev.assay.server.store.CountedVote;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Votes as they are read, in columns of primitives: twelve bytes each. */
final class VoteColumns {
  private final OrdinalNumbers items = new OrdinalNumbers();
  private final Map<String, Integer> annotators = new HashMap<>();
  private int[] item = new int[0];
  private int[] annotator = new int[0];
  private int[] label = new int[0];
  private int count;

  void add(CountedVote vote) {
    if (count == item.length) {
      int size = Math.max(1_024, count * 3 / 2);
      item = Arrays.copyOf(item, size);
      annotator = Arrays.copyOf(annotator, size);
      label = Arrays.copyOf(label, size);
    }
    item[count] = items.of(vote.ordinal());
    annotator[count] = annotators.computeIfAbsent(vote.annotatorId(), id -> annotators.size());
    label[count++] = Answer.classIndex(vote.answer());
  }

  int count() {
    return count;
  }

  OrdinalNumbers items() {
    return items;
  }

  /** Numbers of the annotators, by id. */
  Map<String, Integer> annotators() {
    return annotators;
  }

  VoteTable table(int classCount) {
    return VoteTable.of(
        items.count(),
        annotators.size(),
        classCount,
        Arrays.copyOf(item, count),
        Arrays.copyOf(annotator, count),
        Arrays.copyOf(label, count));
  }
}
