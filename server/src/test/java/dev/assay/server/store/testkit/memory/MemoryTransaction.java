package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.InvariantBroken;
import dev.assay.server.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The tables of a book that a work may change. */
final class MemoryTransaction extends MemoryTables implements Transaction {
  private final long nowMillis;
  private final List<Runnable> effects = new ArrayList<>();

  MemoryTransaction(
      OpenBook book,
      ScoreSetNumbers numbers,
      Consumer<InvariantBroken> broken,
      byte[] tokenKey,
      long nowMillis) {
    super(book, numbers, broken, tokenKey);
    this.nowMillis = nowMillis;
  }

  @Override
  public long nowMillis() {
    return nowMillis;
  }

  @Override
  public void afterCommit(Runnable effect) {
    effects.add(effect);
  }

  List<Runnable> effects() {
    return effects;
  }
}
