package dev.assay.server.pool;

import dev.assay.v1.QuotaPolicy;
import dev.assay.v1.StratumCount;
import dev.assay.v1.StratumQuota;
import java.util.List;
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

  /**
   * In the order of their names, those that a policy names with a minimum share among them, also
   * where no item is in them.
   *
   * @param quotas what the last wave gave each stratum
   */
  List<StratumCount> messages(QuotaPolicy policy, List<StratumQuota> quotas) {
    NavigableMap<String, StratumCount.Builder> messages = new TreeMap<>();
    counts.forEach((name, count) -> messages.put(name, message(name, count)));
    policy
        .getMinimumSharesList()
        .forEach(
            minimum ->
                messages.computeIfAbsent(minimum.getStratum(), name -> message(name, new long[2])));
    for (StratumQuota quota : quotas) {
      StratumCount.Builder message = messages.get(quota.getStratum());
      if (message != null) {
        message.setQuota(quota);
      }
    }
    return messages.values().stream().limit(MAX_STRATA).map(StratumCount.Builder::build).toList();
  }

  private static StratumCount.Builder message(String name, long[] count) {
    return StratumCount.newBuilder()
        .setStratum(name)
        .setItemCount(count[0])
        .setServedCount(count[1]);
  }
}
