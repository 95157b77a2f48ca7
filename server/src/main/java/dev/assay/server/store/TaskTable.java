package dev.assay.server.store;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Served items. */
public interface TaskTable {
  @Nullable TaskRow find(long projectId, int ordinal);

  void insert(List<TaskRow> rows);

  void update(TaskRow row);

  /**
   * Tasks of a route that want another vote and that the annotator has neither an open assignment
   * for nor answered nor returned before, oldest first. At most {@code scanLimit} waiting tasks are
   * looked at, whether they suit the annotator or not.
   */
  List<TaskRow> wanted(long projectId, String annotatorId, int route, int limit, int scanLimit);

  /** How many tasks of a route want another vote, counted up to {@code limit}. */
  int wantedCount(long projectId, int route, int limit);

  /** How many tasks of a route were passed over and wait for that, counted up to {@code limit}. */
  int passedOverCount(long projectId, int route, int limit);

  /** Whether any task of the project wants another vote, whoever could give it. */
  boolean isAnyWanted(long projectId);

  /** Up to {@code limit} settled items after {@code afterSequence}, in the order of settling. */
  List<SettledRow> settled(long projectId, int afterSequence, int limit);

  /**
   * Gives the consumer every settled item that was drawn by waves from {@code fromWave} on, in the
   * order of wave and position.
   */
  void scanSettled(long projectId, long fromWave, Consumer<SettledDraw> consumer);
}
