package dev.assay.server.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a connection remembers between statements: the numbers that it gives out and the rows that
 * it holds. A writer ends each work by {@link #keep} or {@link #giveBack} and each group by {@link
 * #writeOut}; a reader begins each question by {@link #clear}.
 */
public final class Memory {
  private final Numbers numbers = new Numbers();
  private final List<KeptRows<?, ?>> kept = new ArrayList<>();

  Numbers numbers() {
    return numbers;
  }

  /** Facts that are read often and written by no statement of their own; see {@link KeptRows}. */
  <K, R> KeptRows<K, R> facts(int limit) {
    return rows(
        limit,
        (key, fact) -> {
          throw new IllegalStateException("a fact is not written: " + key);
        });
  }

  /** Rows of one more table; see {@link KeptRows}. */
  <K, R> KeptRows<K, R> rows(int limit, BiConsumer<K, R> write) {
    KeptRows<K, R> rows = new KeptRows<>(limit, write);
    kept.add(rows);
    return rows;
  }

  /** Writes every row that was changed and not written. */
  public void writeOut() {
    kept.forEach(KeptRows::writeOut);
  }

  /** What the work changed stays. */
  public void keep() {
    numbers.keep();
    kept.forEach(KeptRows::keep);
  }

  /** What the work changed is undone. */
  public void giveBack() {
    numbers.giveBack();
    kept.forEach(KeptRows::giveBack);
  }

  /** Forgets everything: another instant is looked at. */
  public void clear() {
    numbers.clear();
    kept.forEach(KeptRows::clear);
  }
}
