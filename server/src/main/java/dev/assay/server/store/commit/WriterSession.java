package dev.assay.server.store.commit;

import dev.assay.server.store.ClockRow;
import dev.assay.server.store.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The writer's side of an engine: groups of units of work, each between a savepoint and its release
 * or rollback. It is used by one thread at a time, and its tables only from {@link #begin} to
 * {@link #commit}. Every method throws {@code StoreFailed} when the engine fails, and {@code
 * StoreFull} when it has no room.
 */
public interface WriterSession extends AutoCloseable {
  Tables tables();

  /** What was kept of time. */
  ClockRow clock();

  /** Begins a group. */
  void begin();

  /** Begins a unit of work. */
  void savepoint();

  /** The unit's changes stay. */
  void release();

  /** The unit's changes go. */
  void rollback();

  /**
   * Commits the group. An error means that the outcome is unknown.
   *
   * @param clock the latest time that was given out, to be stored with it
   */
  void commit(ClockRow clock);

  /**
   * Gives the group up, wherever it was in it: nothing of it stays, and the next one may begin. For
   * a group that failed for lack of room ({@code StoreFull}); after any other error the outcome is
   * unknown.
   */
  void abandon();

  /** Why the group must not be committed, whatever its units made of the exception, or null. */
  @Nullable RuntimeException fatal();

  /** Gives up what was not committed. */
  @Override
  void close();
}
