package dev.assay.labelstudio.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Single values: which projects are linked, how far the import and the poll have come. */
public final class Facts {
  private final BridgeState state;
  private final Sql sql;

  Facts(BridgeState state, Sql sql) {
    this.state = state;
    this.sql = sql;
  }

  public @Nullable String find(String name) {
    String[] found = {null};
    state.alone(
        () -> {
          found[0] =
              sql.first("SELECT value FROM fact WHERE name = ?", row -> row.getString(1), name);
          return true;
        });
    return found[0];
  }

  /** The value as a number; 0 when there is none. */
  public long number(String name) {
    String value = find(name);
    return value == null ? 0 : Long.parseLong(value);
  }

  public void put(String name, String value) {
    state.alone(() -> sql.update("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, value));
  }

  public void put(String name, long value) {
    put(name, Long.toString(value));
  }

  public void add(String name, long more) {
    state.alone(
        () ->
            sql.update(
                "INSERT INTO fact VALUES (?1, ?2) ON CONFLICT (name)"
                    + " DO UPDATE SET value = CAST(CAST(value AS INTEGER) + ?2 AS TEXT)",
                name,
                Objects.toString(more)));
  }

  public void remove(String name) {
    state.alone(() -> sql.update("DELETE FROM fact WHERE name = ?", name));
  }
}
