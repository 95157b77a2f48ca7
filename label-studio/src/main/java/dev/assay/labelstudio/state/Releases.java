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

  /**
   * One lease.
   *
   * @param shown what people are told with the task; empty for most
   */
  public record Release(
      long id,
      Desk desk,
      String itemKey,
      String seat,
      String token,
      long expireMillis,
      State state,
      String shown) {}

  private static final String SELECT =
      "SELECT release_id, desk, item_key, seat, token, expire_ms, state, shown FROM release ";
  private static final Sql.Reader<Release> READER =
      row ->
          new Release(
              row.getLong(1),
              Desk.valueOf(row.getString(2)),
              row.getString(3),
              row.getString(4),
              row.getString(5),
              row.getLong(6),
              State.valueOf(row.getString(7)),
              row.getString(8));

  private final BridgeState state;
  private final Sql sql;

  Releases(BridgeState state, Sql sql) {
    this.state = state;
    this.sql = sql;
  }

  /** Adds a lease that was granted; a token that is there already is left as it is. */
  public void add(
      Desk desk, String itemKey, String seat, String token, long expireMillis, String shown) {
    state.alone(
        () ->
            sql.update(
                "INSERT OR IGNORE INTO release (desk, item_key, seat, token, expire_ms, state, shown)"
                    + " VALUES (?, ?, ?, ?, ?, 'LEASED', ?)",
                desk.name(),
                itemKey,
                seat,
                token,
                expireMillis,
                shown));
  }

  public Release get(long id) {
    return state.alone(() -> sql.list(SELECT + "WHERE release_id = ?", READER, id)).get(0);
  }

  /** All of a desk and one state, oldest first. */
  public List<Release> in(Desk desk, State wanted) {
    return state.alone(
        () ->
            sql.list(
                SELECT + "WHERE state = ? AND desk = ? ORDER BY release_id",
                READER,
                wanted.name(),
                desk.name()));
  }

  /** The item's leases at a desk that were neither answered nor given back, oldest first. */
  public List<Release> live(Desk desk, String itemKey) {
    return state.alone(
        () ->
            sql.list(
                SELECT
                    + "WHERE item_key = ? AND state IN ('LEASED', 'OPEN', 'CLAIMED') AND desk = ?"
                    + " ORDER BY release_id",
                READER,
                itemKey,
                desk.name()));
  }

  /** The item's oldest lease at a desk that people can see and nobody has answered, or null. */
  public @Nullable Release openOf(Desk desk, String itemKey) {
    return live(desk, itemKey).stream()
        .filter(release -> release.state() == State.OPEN)
        .findFirst()
        .orElse(null);
  }

  public void set(long id, State next) {
    state.alone(
        () -> sql.update("UPDATE release SET state = ? WHERE release_id = ?", next.name(), id));
  }

  public long count(Desk desk, State wanted) {
    return state.alone(
        () ->
            sql.count(
                "SELECT count(*) FROM release WHERE state = ? AND desk = ?",
                wanted.name(),
                desk.name()));
  }
}
