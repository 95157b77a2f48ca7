package dev.assay.server.estimation;

import dev.assay.sampling.SeededStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settled items with the smallest permanent random numbers: a sample of them all that does not
 * depend on when they were labelled, and that changes little as labels come. It follows from the
 * one before and what has changed, so that nobody looks at very many items to choose a few.
 *
 * @param items by their numbers, {@link #MOST} of them or all
 */
record NumberedItems(List<SettledItem> items) {
  /** The most items kept in this order. */
  static final int MOST = 2_000;

  private static final Comparator<SettledItem> BY_NUMBER =
      Comparator.comparingLong(item -> SeededStream.mix(item.ordinal() + 1L));

  /** Of all of these. */
  static NumberedItems of(List<SettledItem> all) {
    PriorityQueue<SettledItem> least = new PriorityQueue<>(MOST + 1, BY_NUMBER.reversed());
    for (SettledItem item : all) {
      if (least.size() < MOST || BY_NUMBER.compare(item, least.element()) < 0) {
        least.add(item);
      }
      if (least.size() > MOST) {
        least.remove();
      }
    }
    return new NumberedItems(least.stream().sorted(BY_NUMBER).toList());
  }

  /**
   * Of all of these and those.
   *
   * @param changed stand in for items of the same ordinals
   */
  NumberedItems with(List<SettledItem> changed) {
    if (changed.isEmpty()) {
      return this;
    }
    Set<Integer> ordinals =
        changed.stream().map(SettledItem::ordinal).collect(Collectors.toUnmodifiableSet());
    List<SettledItem> all = new ArrayList<>(changed);
    items.stream().filter(item -> !ordinals.contains(item.ordinal())).forEach(all::add);
    return of(all);
  }

  /** The first of them. */
  List<SettledItem> first(int limit) {
    return items.subList(0, Math.min(limit, items.size()));
  }
}
