package dev.assay.server.store.buffer;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table, or facts about it, in front of the table: each is read once, changed here, and
 * written once, when the buffer is flushed.
 */
final class KeptRows<K, R> {
  /*
   * A few rows of a project are read and changed by every request: its balance, its counters, its
   * open waves. A group of units of work is one transaction, so all but the last of their updates are
   * overwritten before anybody can see them. Here they are not made at all: of sixty grants in a
   * group, one writes the balance. (The no-force, write-behind half of a buffer manager; the engine's
   * log and pages do the rest. Haerder and Reuter 1983, "Principles of transaction-oriented database
   * recovery".)
   *
   * What this rests on:
   * - Nobody else writes. The store has one writer, which is the only user of its engine.
   * - Every change of a kept row comes through here, or is followed by forget. A question that looks
   *   at these rows in any other way is preceded by flush.
   * - A unit of work that is rolled back leaves no trace. The first change by a unit keeps what was
   *   there, and whether that was unwritten; rollback puts it back. What the unit flushed of what
   *   earlier units had changed was rolled back in the engine, too, and is unwritten again.
   * - What is flushed before the commit is what is committed. A row that the schema refuses then
   *   stops the writer, as it would have inside the unit.
   * - Rows are held from group to group, up to a limit; then, between groups, all are dropped and
   *   read anew. No order of use is kept: the limit is far above what one server works on at a time.
   */

  /** What was there before the unit; the row is null where none was held. */
  private record Before<R>(@Nullable R row, boolean unwritten) {}

  private final int limit;
  private final BiConsumer<K, R> write;
  private final Map<K, R> rows = new HashMap<>();
  private final Set<K> unwritten = new LinkedHashSet<>();
  private final Map<K, Before<R>> beforeUnit = new HashMap<>();
  private final Set<K> flushedInUnit = new LinkedHashSet<>();

  /**
   * @param limit the most rows to hold between groups
   * @param write writes a row that was changed
   */
  KeptRows(int limit, BiConsumer<K, R> write) {
    this.limit = limit;
    this.write = write;
  }

  /** The row, read where it is not held. A row that is not stored is not held. */
  @Nullable R find(K key, Function<K, @Nullable R> read) {
    R row = rows.get(key);
    if (row == null) {
      row = read.apply(key);
      if (row != null) {
        remember(key); // for this unit may have written it, and be rolled back
        rows.put(key, row);
      }
    }
    return row;
  }

  /** The row, where it is held. */
  @Nullable R held(K key) {
    return rows.get(key);
  }

  /** Changes the row; it is written later. */
  void change(K key, R row) {
    remember(key);
    rows.put(key, row);
    unwritten.add(key);
  }

  /** Holds a row that is as it is stored. */
  void hold(K key, R row) {
    remember(key);
    rows.put(key, row);
    unwritten.remove(key);
  }

  /** Holds the row no more: it was or will be written past this. */
  void forget(K key) {
    remember(key);
    rows.remove(key);
    unwritten.remove(key);
  }

  private void remember(K key) {
    if (!beforeUnit.containsKey(key)) {
      boolean wasUnwritten = unwritten.contains(key) || flushedInUnit.contains(key);
      beforeUnit.put(key, new Before<>(rows.get(key), wasUnwritten));
    }
  }

  /** Writes what was changed. */
  void flush() {
    for (K key : unwritten) {
      R row = rows.get(key);
      if (row == null) {
        throw new IllegalStateException("a changed row is not held: " + key);
      }
      write.accept(key, row);
    }
    flushedInUnit.addAll(unwritten);
    unwritten.clear();
  }

  /** The changes of the unit stay. */
  void release() {
    beforeUnit.clear();
    flushedInUnit.clear();
    if (rows.size() > limit && unwritten.isEmpty()) {
      rows.clear();
    }
  }

  /** The changes of the whole group go. */
  void clear() {
    rows.clear();
    unwritten.clear();
    beforeUnit.clear();
    flushedInUnit.clear();
  }

  /** The changes of the unit go. */
  void rollback() {
    for (Map.Entry<K, Before<R>> entry : beforeUnit.entrySet()) {
      K key = entry.getKey();
      Before<R> before = entry.getValue();
      if (before.row() == null) {
        rows.remove(key);
      } else {
        rows.put(key, before.row());
      }
      if (before.unwritten()) {
        unwritten.add(key);
      } else {
        unwritten.remove(key);
      }
      flushedInUnit.remove(key);
    }
    unwritten.addAll(flushedInUnit);
    beforeUnit.clear();
    flushedInUnit.clear();
  }
}
