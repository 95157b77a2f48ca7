package dev.assay.labelstudio.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pool: what can be released. */
public final class Items {
  private static final String SELECT = "SELECT item_key, data, task_id FROM item ";
  private static final Sql.Reader<ItemEntry> READER =
      row -> new ItemEntry(row.getString(1), row.getString(2), Sql.longOrNull(row, "task_id"));

  /** One item; its task is null until it is where annotators work. */
  public record ItemEntry(String key, String data, @Nullable Long taskId) {}

  private final BridgeState state;
  private final Sql sql;

  Items(BridgeState state, Sql sql) {
    this.state = state;
    this.sql = sql;
  }

  /** Adds an item; false when it is there already. */
  public boolean add(String key, String data, @Nullable Long taskId) {
    return state.alone(
        () -> sql.update("INSERT OR IGNORE INTO item VALUES (?, ?, ?)", key, data, taskId) == 1);
  }

  public @Nullable ItemEntry find(String key) {
    return firstOf(state.alone(() -> sql.list(SELECT + "WHERE item_key = ?", READER, key)));
  }

  public @Nullable ItemEntry ofTask(long taskId) {
    return firstOf(state.alone(() -> sql.list(SELECT + "WHERE task_id = ?", READER, taskId)));
  }

  /** All items that have a task. */
  public List<ItemEntry> withTask() {
    return state.alone(() -> sql.list(SELECT + "WHERE task_id IS NOT NULL", READER));
  }

  public void setTask(String key, @Nullable Long taskId) {
    state.alone(() -> sql.update("UPDATE item SET task_id = ? WHERE item_key = ?", taskId, key));
  }

  public long count() {
    return state.alone(() -> sql.count("SELECT count(*) FROM item"));
  }

  private static @Nullable ItemEntry firstOf(List<ItemEntry> list) {
    return list.isEmpty() ? null : list.get(0);
  }
}
