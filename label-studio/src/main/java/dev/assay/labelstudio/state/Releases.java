package dev.assay.labelstudio.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leases of Assay and what became of them in Label Studio. */
public final class Releases {
  /** Where a release is in its life. */
  public enum State {
    /** Leased, and not yet to be seen in Label Studio. */
    LEASED,
    /** Annotators can see it. */
    OPEN,
    /** An annotation answers it; Assay has yet to be told. */
    CLAIMED,
    /** Its label was taken. */
    LABELED,
    /** It was given back. */
    RETURNED
  }

  /** One lease. */
  public record Release(
      long id, String itemKey, String seat, String token, long expireMillis, State state) {}

  private static final String SELECT =
      "SELECT release_id, item_key, seat, token, expire_ms, state FROM release ";
  private static final Sql.Reader<Release> READER =
      row ->
          new Release(
              row.getLong(1),
              row.getString(2),
              row.getString(3),
              row.getString(4),
              row.getLong(5),
              State.valueOf(row.getString(6)));

  private final BridgeState state;
  private final Sql sql;

  Releases(BridgeState state, Sql sql) {
    this.state = state;
    this.sql = sql;
  }

  /** Adds a lease that was granted; a token that is there already is left as it is. */
  public void add(String itemKey, String seat, String token, long priceMicros, long expireMillis) {
    state.alone(
        () ->
            sql.update(
                "INSERT OR IGNORE INTO release"
                    + " (item_key, seat, token, price_micros, expire_ms, state)"
                    + " VALUES (?, ?, ?, ?, ?, 'LEASED')",
                itemKey,
                seat,
                token,
                priceMicros,
                expireMillis));
  }

  public Release get(long id) {
    return state.alone(() -> sql.list(SELECT + "WHERE release_id = ?", READER, id)).get(0);
  }

  /** All of one state, oldest first. */
  public List<Release> in(State wanted) {
    return state.alone(
        () -> sql.list(SELECT + "WHERE state = ? ORDER BY release_id", READER, wanted.name()));
  }

  /** The item's leases that were neither answered nor given back, oldest first. */
  public List<Release> live(String itemKey) {
    return state.alone(
        () ->
            sql.list(
                SELECT
                    + "WHERE item_key = ? AND state IN ('LEASED', 'OPEN', 'CLAIMED')"
                    + " ORDER BY release_id",
                READER,
                itemKey));
  }

  /** The item's oldest lease that annotators can see and nobody has answered, or null. */
  public @Nullable Release openOf(String itemKey) {
    return live(itemKey).stream()
        .filter(release -> release.state() == State.OPEN)
        .findFirst()
        .orElse(null);
  }

  public void set(long id, State next) {
    state.alone(
        () -> sql.update("UPDATE release SET state = ? WHERE release_id = ?", next.name(), id));
  }

  public void claim(long id, String annotationKey) {
    state.alone(
        () ->
            sql.update(
                "UPDATE release SET state = 'CLAIMED', annotation_key = ? WHERE release_id = ?",
                annotationKey,
                id));
  }

  public long count(State wanted) {
    return state.alone(
        () -> sql.count("SELECT count(*) FROM release WHERE state = ?", wanted.name()));
  }
}
