package dev.assay.server.store.jdbc;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table, or facts about it, held in memory by the connection that writes them: each is
 * read once, changed here, and written once, when the group is about to be committed.
 */
final class KeptRows<K, R> {
  /*
   * A few rows of a project are read and changed by every request: its balance, its counters, its
   * open waves. The group's works are one transaction, so all but the last of their updates are
   * overwritten before anybody can see them. Here they are not made at all: of sixty grants in a
   * group, one writes the balance.
   *
   * What this rests on:
   * - Nobody else writes. The engine has one writer, which holds the lock of the store.
   * - Every change of a kept row comes through here, or is followed by forget. A statement that
   *   looks at these rows in any other way is preceded by writeOut.
   * - A work that is undone leaves no trace. The first change by a work keeps what was there, and
   *   whether that was written; giveBack puts it back. What the work wrote out of what earlier works
   *   had changed was undone with it, and is unwritten again.
   * - What is written before the commit is what is committed. A row that the schema refuses then
   *   stops the writer, as it did inside the work.
   */

  /** What was there before the work; the row is null where none was held. */
  private record Before<R>(@Nullable R row, boolean unwritten) {}

  private final int limit;
  private final BiConsumer<K, R> write;
  private final Map<K, R> rows = new HashMap<>();
  private final Set<K> unwritten = new LinkedHashSet<>();
  private final Map<K, Before<R>> beforeWork = new HashMap<>();
  private final Set<K> writtenInWork = new LinkedHashSet<>();

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
        remember(key); // for this work may have written it, and be undone
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

  /** Holds the row no more: it was or will be written by another statement. */
  void forget(K key) {
    remember(key);
    rows.remove(key);
    unwritten.remove(key);
  }

  private void remember(K key) {
    if (!beforeWork.containsKey(key)) {
      boolean wasUnwritten = unwritten.contains(key) || writtenInWork.contains(key);
      beforeWork.put(key, new Before<>(rows.get(key), wasUnwritten));
    }
  }

  /** Writes what was changed. */
  void writeOut() {
    for (K key : unwritten) {
      R row = rows.get(key);
      if (row == null) {
        throw new IllegalStateException("a changed row is not held: " + key);
      }
      write.accept(key, row);
    }
    writtenInWork.addAll(unwritten);
    unwritten.clear();
  }

  /** The changes of the work stay. */
  void keep() {
    beforeWork.clear();
    writtenInWork.clear();
    if (rows.size() > limit && unwritten.isEmpty()) {
      rows.clear();
    }
  }

  /** The changes of the work are undone. */
  void giveBack() {
    for (Map.Entry<K, Before<R>> entry : beforeWork.entrySet()) {
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
      writtenInWork.remove(key);
    }
    unwritten.addAll(writtenInWork);
    beforeWork.clear();
    writtenInWork.clear();
  }

  /** Holds nothing more: what is stored may be another. */
  void clear() {
    rows.clear();
    unwritten.clear();
    beforeWork.clear();
    writtenInWork.clear();
  }
}
