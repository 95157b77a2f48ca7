package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.ConstraintViolated;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of one table by their key. A copy shares them until one of the two is changed. */
final class Sheet<K extends Comparable<K>, V> {
  private NavigableMap<K, V> rows;
  private boolean shared;

  Sheet() {
    this.rows = new TreeMap<>();
  }

  private Sheet(NavigableMap<K, V> rows) {
    this.rows = rows;
    this.shared = true;
  }

  Sheet<K, V> copy() {
    shared = true;
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
    own().put(key, row);
  }

  /** Replaces a row, which must be there. */
  void update(K key, V row) {
    if (!rows.containsKey(key)) {
      throw new IllegalStateException("0 rows instead of one: " + key);
    }
    own().put(key, row);
  }

  /** Adds or replaces a row. */
  void put(K key, V row) {
    own().put(key, row);
  }

  void remove(K key) {
    own().remove(key);
  }

  private NavigableMap<K, V> own() {
    if (shared) {
      rows = new TreeMap<>(rows);
      shared = false;
    }
    return rows;
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
