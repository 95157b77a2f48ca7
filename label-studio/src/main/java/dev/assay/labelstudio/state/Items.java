package dev.assay.labelstudio.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pool: what can be released, and the tasks that show it to people. */
public final class Items {
  private static final Sql.Reader<ItemEntry> READER =
      row -> new ItemEntry(row.getString(1), row.getString(2));

  /** One item of the pool. */
  public record ItemEntry(String key, String data) {}

  private final BridgeState state;
  private final Sql sql;

  Items(BridgeState state, Sql sql) {
    this.state = state;
    this.sql = sql;
  }

  /** Adds an item; false when it is there already. */
  public boolean add(String key, String data) {
    return state.alone(
        () -> sql.update("INSERT OR IGNORE INTO item VALUES (?, ?)", key, data) == 1);
  }

  public @Nullable ItemEntry find(String key) {
    return firstOf(
        state.alone(
            () -> sql.list("SELECT item_key, data FROM item WHERE item_key = ?", READER, key)));
  }

  public long count() {
    return state.alone(() -> sql.count("SELECT count(*) FROM item"));
  }

  /** The item's task at a desk, or null while it has none there. */
  public @Nullable Long taskOf(Desk desk, String key) {
    return firstOf(
        state.alone(
            () ->
                sql.list(
                    "SELECT task_id FROM task WHERE desk = ? AND item_key = ?",
                    row -> row.getLong(1),
                    desk.name(),
                    key)));
  }

  /** The item that a task of a desk shows, or null. */
  public @Nullable String itemOf(Desk desk, long taskId) {
    return firstOf(
        state.alone(
            () ->
                sql.list(
                    "SELECT item_key FROM task WHERE task_id = ? AND desk = ?",
                    row -> row.getString(1),
                    taskId,
                    desk.name())));
  }

  /** The tasks of a desk. */
  public List<Long> tasks(Desk desk) {
    return state.alone(
        () ->
            sql.list(
                "SELECT task_id FROM task WHERE desk = ?", row -> row.getLong(1), desk.name()));
  }

  public void setTask(Desk desk, String key, long taskId) {
    state.alone(
        () -> sql.update("INSERT OR REPLACE INTO task VALUES (?, ?, ?)", desk.name(), key, taskId));
  }

  /** The item's task is not there any more. */
  public void forgetTask(Desk desk, String key) {
    state.alone(
        () -> sql.update("DELETE FROM task WHERE desk = ? AND item_key = ?", desk.name(), key));
  }

  private static <T> @Nullable T firstOf(List<T> list) {
    return list.isEmpty() ? null : list.get(0);
  }
}
