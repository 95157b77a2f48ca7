package dev.assay.server.trainingset;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.vector.NearDuplicates;
import dev.assay.server.trainingset.SettledItems.Item;
import dev.assay.v1.TrainingSetRow.Split;
import dev.assay.v1.TrainingSplit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which items are trained on, which validate and which test.
 *
 * <p>Items go by groups: those that share an attribute's value, those whose embeddings are near,
 * and those that either of these joins to one another. A group's side follows from the seed and its
 * first item's name, so that it stays when others come; shares are met on average.
 */
final class SplitItems {
  /** Near duplicates that one group holds at most. */
  private static final int MOST_IN_GROUP = 1_000;

  private final int[] parents;

  private SplitItems(int count) {
    this.parents = new int[count];
    Arrays.setAll(parents, place -> place);
  }

  /** The split of each item, by its place. */
  static Split[] of(SettledItems settled, TrainingSplit wanted, long seed) {
    List<Item> items = settled.items();
    SplitItems groups = new SplitItems(items.size());
    groups.joinAttributes(items);
    if (wanted.getNearDuplicateRadius() > 0 && settled.vectors().dimension() > 0) {
      int[] near =
          NearDuplicates.groups(
              settled.vectors(), wanted.getNearDuplicateRadius(), MOST_IN_GROUP, seed);
      int[] first = new int[near.length];
      Arrays.fill(first, -1);
      for (int place = 0; place < near.length; place++) {
        if (first[near[place]] < 0) {
          first[near[place]] = place;
        }
        groups.join(place, first[near[place]]);
      }
    }
    Split[] splits = new Split[items.size()];
    for (int place = 0; place < splits.length; place++) {
      Item first = items.get(groups.root(place));
      String name = first.group() == null ? first.itemId() : "group " + first.group();
      double unit = new SeededStream(seed, name(name)).nextUnit();
      splits[place] =
          unit < wanted.getTestShare()
              ? Split.SPLIT_TEST
              : unit < wanted.getTestShare() + wanted.getValidationShare()
                  ? Split.SPLIT_VALIDATION
                  : Split.SPLIT_TRAIN;
    }
    return splits;
  }

  /** A number of a text, the same on every machine. */
  private static long name(String text) {
    long hash = text.length();
    for (int k = 0; k < text.length(); k++) {
      hash = SeededStream.mix(hash ^ text.charAt(k));
    }
    return hash;
  }

  private void joinAttributes(List<Item> items) {
    Map<String, Integer> firsts = new HashMap<>();
    for (int place = 0; place < items.size(); place++) {
      String group = items.get(place).group();
      if (group != null) {
        Integer first = firsts.putIfAbsent(group, place);
        join(place, first == null ? place : first);
      }
    }
  }

  /** The first of a place's group. */
  private int root(int place) {
    int root = place;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  private void join(int a, int b) {
    int first = Math.min(root(a), root(b));
    int second = Math.max(root(a), root(b));
    parents[second] = first;
  }
}
