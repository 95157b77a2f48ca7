package dev.assay.labelstudio.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What webhooks said and nobody has looked into yet. */
public final class Notices {
  /** One event, of which only the ids are kept. */
  public record Notice(
      long id, String action, @Nullable Long taskId, @Nullable Long annotationId) {}

  private final BridgeState state;
  private final Sql sql;

  Notices(BridgeState state, Sql sql) {
    this.state = state;
    this.sql = sql;
  }

  /** Adds an event; it is on the disk when this returns. */
  public void add(
      String action, @Nullable Long taskId, @Nullable Long annotationId, long receivedMillis) {
    state.alone(
        () ->
            sql.update(
                "INSERT INTO notice (action, task_id, annotation_id, received_ms)"
                    + " VALUES (?, ?, ?, ?)",
                action,
                taskId,
                annotationId,
                receivedMillis));
  }

  /** Up to {@code limit} of them, oldest first. */
  public List<Notice> oldest(int limit) {
    return state.alone(
        () ->
            sql.list(
                "SELECT notice_id, action, task_id, annotation_id FROM notice"
                    + " ORDER BY notice_id LIMIT ?",
                row ->
                    new Notice(
                        row.getLong(1),
                        row.getString(2),
                        Sql.longOrNull(row, "task_id"),
                        Sql.longOrNull(row, "annotation_id")),
                limit));
  }

  public void remove(long id) {
    state.alone(() -> sql.update("DELETE FROM notice WHERE notice_id = ?", id));
  }

  public long count() {
    return state.alone(() -> sql.count("SELECT count(*) FROM notice"));
  }

  /** When the oldest waiting one was received, or null when none waits. */
  public @Nullable Long oldestMillis() {
    List<Long> oldest =
        state.alone(
            () ->
                sql.list(
                    "SELECT received_ms FROM notice ORDER BY notice_id LIMIT 1",
                    row -> row.getLong(1)));
    return oldest.isEmpty() ? null : oldest.get(0);
  }
}
