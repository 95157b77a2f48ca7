package dev.assay.server.budget;

import dev.assay.v1.SpendSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What labels have cost, by a key. All keys are counted; those beyond a limit are shown as one sum,
 * so that what is shown always adds up to the whole.
 */
final class SpendGroups<K extends Comparable<K>> {
  private final Map<K, SpendTally> tallies = new HashMap<>();

  SpendTally of(K key) {
    return tallies.computeIfAbsent(key, k -> new SpendTally());
  }

  /** The last keys, ascending; the sum of the others where there are some. */
  void showLast(int limit, BiConsumer<K, SpendSum> shown, Consumer<SpendSum> others) {
    List<K> keys = new ArrayList<>(tallies.keySet());
    keys.sort(Comparator.naturalOrder());
    int first = Math.max(0, keys.size() - limit);
    show(keys.subList(first, keys.size()), keys.subList(0, first), shown, others);
  }

  /** The most expensive keys, descending; the sum of the others where there are some. */
  void showGreatest(int limit, BiConsumer<K, SpendSum> shown, Consumer<SpendSum> others) {
    List<K> keys = new ArrayList<>(tallies.keySet());
    Comparator<K> byCharge = Comparator.comparingLong(key -> of(key).chargedMicros());
    Comparator<K> byCount = Comparator.comparingLong(key -> of(key).labelCount());
    keys.sort(byCharge.reversed().thenComparing(byCount.reversed()).thenComparing(key -> key));
    int end = Math.min(limit, keys.size());
    show(keys.subList(0, end), keys.subList(end, keys.size()), shown, others);
  }

  private void show(
      List<K> keys, List<K> rest, BiConsumer<K, SpendSum> shown, Consumer<SpendSum> others) {
    keys.forEach(key -> shown.accept(key, of(key).message()));
    if (!rest.isEmpty()) {
      SpendTally sum = new SpendTally();
      rest.forEach(key -> sum.add(of(key)));
      others.accept(sum.message());
    }
  }
}
