package dev.assay.server.store.jdbc;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives out row numbers: the largest that is stored, plus one. It is read once and counted on in
 * memory, which holds for as long as nobody else writes: the engine's one writer. A work that is
 * undone gives its numbers back.
 */
final class Numbers {
  /** A counter: the statement that reads the largest number, and its parameter. */
  private record Counter(String maxSql, long key) {}

  private final Map<Counter, Long> next = new HashMap<>();
  private final Map<Counter, Long> beforeWork = new HashMap<>();

  /** Takes {@code count} numbers of the counter and returns the first. */
  long take(Statements statements, String maxSql, long key, int count) {
    Counter counter = new Counter(maxSql, key);
    Long first = next.get(counter);
    if (first == null) {
      Call call = statements.call(maxSql);
      Long largest = (maxSql.contains("?") ? call.int64(key) : call).first(Row::int64);
      first = largest == null ? 1 : largest + 1;
    }
    beforeWork.putIfAbsent(counter, first);
    next.put(counter, first + count);
    return first;
  }

  /** The numbers that the work took are its own. */
  void keep() {
    beforeWork.clear();
  }

  /** Forgets what was read: another instant is looked at. */
  void clear() {
    next.clear();
    beforeWork.clear();
  }

  /** Takes back the numbers that the work took. */
  void giveBack() {
    next.putAll(beforeWork);
    beforeWork.clear();
  }
}
