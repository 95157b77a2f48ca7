package dev.assay.server.store;

/**
 * The tables, open for change until the group commits. Only the writer's thread may use it, and
 * only during the unit of work.
 */
public interface Transaction extends Tables {

  /**
   * The server's clock in milliseconds since 1970: never earlier than any time given out before,
   * also over restarts.
   */
  long nowMillis();

  /**
   * Runs the effect after the commit that holds this unit, on the writer's thread, in the order of
   * the units. For telling in-memory indexes only: it must be short and must not throw.
   */
  void afterCommit(Runnable effect);
}
