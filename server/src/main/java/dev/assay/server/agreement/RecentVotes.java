package dev.assay.server.agreement;

import dev.assay.sampling.quality.VoteTable;
import dev.assay.server.answer.Answer;
import dev.assay.server.store.CountedVote;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The counted votes among the latest labels of a project.
 *
 * @param votes the votes; items and annotators by their numbers in the lists
 * @param ordinals the items
 * @param annotatorIds the annotators
 * @param omittedLabels older labels, which were not looked at
 */
record RecentVotes(
    VoteTable votes, List<Integer> ordinals, List<String> annotatorIds, long omittedLabels) {
  /** The most labels that are looked at. */
  static final int MAX_LABELS = 50_000;

  static RecentVotes read(Tables tables, ProjectRow project, int maxLabels) {
    long omitted = Math.max(0, tables.labels().lastId(project.projectId()) - maxLabels);
    Map<Integer, Integer> items = new HashMap<>();
    Map<String, Integer> annotators = new HashMap<>();
    List<Integer> ordinals = new ArrayList<>();
    List<String> annotatorIds = new ArrayList<>();
    List<CountedVote> counted = new ArrayList<>();
    tables
        .labels()
        .scanCounted(
            project.projectId(),
            omitted,
            vote -> {
              counted.add(vote);
              if (items.putIfAbsent(vote.ordinal(), items.size()) == null) {
                ordinals.add(vote.ordinal());
              }
              if (annotators.putIfAbsent(vote.annotatorId(), annotators.size()) == null) {
                annotatorIds.add(vote.annotatorId());
              }
            });
    VoteTable votes =
        VoteTable.of(
            ordinals.size(),
            annotatorIds.size(),
            project.definition().getLabelSchema().getClassNamesCount(),
            counted.stream().mapToInt(vote -> number(items, vote.ordinal())).toArray(),
            counted.stream().mapToInt(vote -> number(annotators, vote.annotatorId())).toArray(),
            counted.stream().mapToInt(vote -> Answer.classIndex(vote.answer())).toArray());
    return new RecentVotes(votes, ordinals, annotatorIds, omitted);
  }

  private static <K> int number(Map<K, Integer> numbers, K key) {
    return numbers.getOrDefault(key, -1);
  }
}
