package dev.assay.server.agreement;

import dev.assay.sampling.quality.VoteTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The groups of one call: those with most items, which say most.
 *
 * @param groups the groups, those with most items first
 * @param omitted how many there are beside them
 */
record VoteGroups(List<VoteGroup> groups, int omitted) {
  /** The most groups of one call. */
  static final int MAX_GROUPS = 100;

  private static final Comparator<VoteGroup> MOST_ITEMS_FIRST =
      Comparator.comparingInt((VoteGroup group) -> -group.items().size());

  static VoteGroups project(RecentVotes recent) {
    return new VoteGroups(List.of(VoteGroup.whole(recent.votes())), 0);
  }

  /**
   * A group for each stratum.
   *
   * @param stratumOf the stratum of the item of an ordinal
   */
  static VoteGroups strata(RecentVotes recent, IntFunction<String> stratumOf) {
    Map<String, List<Integer>> items = new HashMap<>();
    for (int item : VoteGroup.whole(recent.votes()).items()) {
      items
          .computeIfAbsent(stratumOf.apply(recent.ordinals().get(item)), name -> new ArrayList<>())
          .add(item);
    }
    List<VoteGroup> groups = new ArrayList<>();
    items.forEach((name, own) -> groups.add(new VoteGroup(name, List.of(), own)));
    return greatest(groups, MOST_ITEMS_FIRST.thenComparing(VoteGroup::stratum));
  }

  /**
   * A group for each two annotators with an item in common.
   *
   * @param annotatorId keeps the pairs of this annotator; all where empty
   */
  static VoteGroups pairs(RecentVotes recent, String annotatorId) {
    VoteTable votes = recent.votes();
    int only = recent.annotatorIds().indexOf(annotatorId);
    if (only < 0 && !annotatorId.isEmpty()) {
      return new VoteGroups(List.of(), 0);
    }
    Map<List<Integer>, List<Integer>> items = new HashMap<>();
    for (int item = 0; item < votes.itemCount(); item++) {
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        for (int other = vote + 1; other < votes.start(item + 1); other++) {
          int first = votes.annotator(vote);
          int second = votes.annotator(other);
          if (annotatorId.isEmpty() || first == only || second == only) {
            items.computeIfAbsent(List.of(first, second), pair -> new ArrayList<>()).add(item);
          }
        }
      }
    }
    List<VoteGroup> groups = new ArrayList<>();
    items.forEach((pair, own) -> groups.add(new VoteGroup("", pair, own)));
    return greatest(
        groups,
        MOST_ITEMS_FIRST
            .thenComparing((VoteGroup group) -> group.pair().get(0))
            .thenComparing(group -> group.pair().get(1)));
  }

  private static VoteGroups greatest(List<VoteGroup> groups, Comparator<VoteGroup> order) {
    List<VoteGroup> kept = groups.stream().sorted(order).limit(MAX_GROUPS).toList();
    return new VoteGroups(kept, groups.size() - kept.size());
  }
}
