package dev.assay.server.store.jdbc;

import dev.assay.server.store.Transaction;
import java.util.ArrayList;
import java.util.List;

/** The tables over the writer's connection, with a clock that never runs backwards. */
public final class JdbcTransaction extends JdbcTables implements Transaction {
  private final List<Runnable> effects = new ArrayList<>();
  private long nowMillis;

  /**
   * @param clockMillis the latest time that the store has given out
   */
  public JdbcTransaction(Statements statements, Memory memory, byte[] tokenKey, long clockMillis) {
    super(statements, memory, tokenKey);
    this.nowMillis = clockMillis;
  }

  /** Begins a work at that time, or at the latest time given out when that is later. */
  public void begin(long clockMillis) {
    nowMillis = Math.max(nowMillis, clockMillis);
    effects.clear();
  }

  /** Takes the effects that the work asked for. */
  public List<Runnable> takeEffects() {
    List<Runnable> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  @Override
  public long nowMillis() {
    return nowMillis;
  }

  @Override
  public void afterCommit(Runnable effect) {
    effects.add(effect);
  }
}
