package dev.assay.server.store;

/**
 * The tables, open for change until the group commits. Only the writer's thread may use it, and
 * only during the unit of work.
 */
public interface Transaction extends Tables {

  /**
   * The store's time in milliseconds since 1970: never earlier than any time given out before, also
   * over restarts. It follows the server's clock where that is not set ({@link ClockRow}).
   */
  long nowMillis();

  /**
   * A time in milliseconds that goes on by what has really passed, and that no clock can move: for
   * what must be kept so long. It falls behind {@link #nowMillis} by what nobody counted, such as
   * the time before a boot.
   */
  long measuredMillis();

  /**
   * Runs the effect after the commit that holds this unit, on the writer's thread, in the order of
   * the units. For telling in-memory indexes only: it must be short and must not throw.
   */
  void afterCommit(Runnable effect);
}
