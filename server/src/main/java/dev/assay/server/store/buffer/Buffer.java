package dev.assay.server.store.buffer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** All that is held in front of an engine's tables: flushed, released and rolled back together. */
final class Buffer {
  /** The most projects of which a kind of row is held between groups. */
  static final int MAX_PROJECTS = 1_000;

  private final List<KeptRows<?, ?>> kept = new ArrayList<>();

  /** Rows of one more table, written by {@code write} when they were changed. */
  <K, R> KeptRows<K, R> rows(int limit, BiConsumer<K, R> write) {
    KeptRows<K, R> rows = new KeptRows<>(limit, write);
    kept.add(rows);
    return rows;
  }

  /** Facts, which are read often and follow from rows that are written at once. */
  <K, R> KeptRows<K, R> facts(int limit) {
    return rows(
        limit,
        (key, fact) -> {
          throw new IllegalStateException("a fact is not written: " + key);
        });
  }

  void flush() {
    kept.forEach(KeptRows::flush);
  }

  void release() {
    kept.forEach(KeptRows::release);
  }

  /** Nothing is held any more: what was to be written is not. */
  void clear() {
    kept.forEach(KeptRows::clear);
  }

  void rollback() {
    kept.forEach(KeptRows::rollback);
  }
}
