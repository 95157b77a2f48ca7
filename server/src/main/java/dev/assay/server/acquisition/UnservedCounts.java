package dev.assay.server.acquisition;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many drawn items wait to be served, by project: a hint that saves a look into the store at
 * each request. It is told after every commit and may lag behind; nothing is decided by it but
 * whether to plan.
 */
public final class UnservedCounts {
  private final Map<Long, Integer> counts = new ConcurrentHashMap<>();

  /** The last count told, or 0 when none was. */
  int get(long projectId) {
    return counts.getOrDefault(projectId, 0);
  }

  void set(long projectId, int count) {
    counts.put(projectId, count);
  }
}
