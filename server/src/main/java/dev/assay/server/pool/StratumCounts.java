package dev.assay.server.pool;

import dev.assay.v1.StratumCount;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts items by stratum. Keeps the strata whose names come first in the order of UTF-16 code
 * units; their counts are exact, since a name that was dropped can never be among them again.
 */
final class StratumCounts {
  /** The most strata that are counted. */
  static final int MAX_STRATA = 10_000;

  private final NavigableMap<String, long[]> counts = new TreeMap<>();

  void add(String stratum, boolean served) {
    add(stratum, 1, served ? 1 : 0);
  }

  void add(String stratum, long items, long served) {
    long[] count = counts.get(stratum);
    if (count == null) {
      if (counts.size() == MAX_STRATA) {
        if (stratum.compareTo(counts.lastKey()) > 0) {
          return;
        }
        counts.pollLastEntry();
      }
      count = new long[2];
      counts.put(stratum, count);
    }
    count[0] += items;
    count[1] += served;
  }

  /** Items of the stratum that were counted as served are not. */
  void unserve(String stratum) {
    long[] count = counts.get(stratum);
    if (count != null) {
      count[1]--;
    }
  }

  /** In the order of their names. */
  List<StratumCount> messages() {
    return counts.entrySet().stream().map(StratumCounts::message).toList();
  }

  private static StratumCount message(Map.Entry<String, long[]> entry) {
    return StratumCount.newBuilder()
        .setStratum(entry.getKey())
        .setItemCount(entry.getValue()[0])
        .setServedCount(entry.getValue()[1])
        .build();
  }
}
