package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.ConstraintViolated;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** The rows of one table by their key. A copy shares what neither of the two has changed. */
final class Sheet<K extends Comparable<K>, V> {
  private TreePMap<K, V> rows;

  Sheet() {
    this(TreePMap.empty());
  }

  private Sheet(TreePMap<K, V> rows) {
    this.rows = rows;
  }

  Sheet<K, V> copy() {
    return new Sheet<>(rows);
  }

  @Nullable V get(K key) {
    return rows.get(key);
  }

  /** The rows in the order of their keys. */
  Collection<V> all() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /** The rows from one key on and before another, in the order of their keys. */
  Collection<V> between(K from, K before) {
    return Collections.unmodifiableCollection(rows.subMap(from, true, before, false).values());
  }

  /** The largest key, or null without rows. */
  @Nullable K last() {
    return rows.isEmpty() ? null : rows.lastKey();
  }

  /** Adds a row; a key stands once. */
  void insert(K key, V row) {
    if (rows.containsKey(key)) {
      throw refused("the key " + key + " is there already");
    }
    rows = rows.plus(key, row);
  }

  /** Replaces a row, which must be there. */
  void update(K key, V row) {
    if (!rows.containsKey(key)) {
      throw new IllegalStateException("0 rows instead of one: " + key);
    }
    rows = rows.plus(key, row);
  }

  /** Adds or replaces a row. */
  void put(K key, V row) {
    rows = rows.plus(key, row);
  }

  void remove(K key) {
    rows = rows.minus(key);
  }

  /** Removes the rows from one key on and before another. */
  void remove(K from, K before) {
    rows = rows.minusAll(rows.subMap(from, true, before, false).keySet());
  }

  /** Refuses a row, as a schema does. */
  static void require(boolean rule, String description) {
    if (!rule) {
      throw refused(description);
    }
  }

  static ConstraintViolated refused(String rule) {
    return new ConstraintViolated(new IllegalArgumentException(rule));
  }
}
