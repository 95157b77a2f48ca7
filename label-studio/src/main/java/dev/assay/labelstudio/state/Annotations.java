package dev.assay.labelstudio.state;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every annotation that was heard of, and what became of it. */
public final class Annotations {
  /** How an annotation stands. */
  public enum State {
    /** A vote in Assay. */
    ACCEPTED,
    /** The annotator skipped the task; its assignment was returned. */
    SKIPPED,
    /** Nobody was assigned it: it counts in no estimate. */
    OUT_OF_BAND,
    /** Not believed, or not understood: it counts in no estimate. */
    QUARANTINED,
    /** It was deleted in Label Studio. */
    DELETED
  }

  /** What Assay has yet to be told. */
  public enum Pending {
    SUBMIT,
    RETURN,
    REPLACE,
    WITHDRAW
  }

  /** One annotation. */
  public record Entry(
      String key,
      Desk desk,
      long annotationId,
      long taskId,
      String itemKey,
      String annotator,
      String updatedAt,
      State state,
      @Nullable Pending pending,
      List<String> answer,
      @Nullable Long leadMillis,
      @Nullable Long releaseId,
      String reason,
      String source,
      long heardMillis) {

    /** The same annotation in another state. */
    public Entry with(State newState, @Nullable Pending newPending, String newReason) {
      return new Entry(
          key,
          desk,
          annotationId,
          taskId,
          itemKey,
          annotator,
          updatedAt,
          newState,
          newPending,
          answer,
          leadMillis,
          releaseId,
          newReason,
          source,
          heardMillis);
    }

    /** The same annotation in a newer version. */
    public Entry version(String newUpdatedAt, List<String> newAnswer, @Nullable Long newLead) {
      return new Entry(
          key,
          desk,
          annotationId,
          taskId,
          itemKey,
          annotator,
          newUpdatedAt,
          state,
          pending,
          newAnswer,
          newLead,
          releaseId,
          reason,
          source,
          heardMillis);
    }

    /** The same annotation as the answer to a release, or to none. */
    public Entry answering(@Nullable Long newReleaseId) {
      return new Entry(
          key,
          desk,
          annotationId,
          taskId,
          itemKey,
          annotator,
          updatedAt,
          state,
          pending,
          answer,
          leadMillis,
          newReleaseId,
          reason,
          source,
          heardMillis);
    }
  }

  private static final Gson GSON = new Gson();
  private static final TypeToken<List<String>> NAMES = new TypeToken<>() {};
  private static final String SELECT = "SELECT * FROM annotation ";
  private static final Sql.Reader<Entry> READER =
      row -> {
        String pending = row.getString("pending");
        return new Entry(
            row.getString("annotation_key"),
            Desk.valueOf(row.getString("desk")),
            row.getLong("annotation_id"),
            row.getLong("task_id"),
            row.getString("item_key"),
            row.getString("annotator"),
            row.getString("updated_at"),
            State.valueOf(row.getString("state")),
            pending == null ? null : Pending.valueOf(pending),
            GSON.fromJson(row.getString("answer"), NAMES),
            Sql.longOrNull(row, "lead_ms"),
            Sql.longOrNull(row, "release_id"),
            row.getString("reason"),
            row.getString("source"),
            row.getLong("heard_ms"));
      };

  private final BridgeState state;
  private final Sql sql;

  Annotations(BridgeState state, Sql sql) {
    this.state = state;
    this.sql = sql;
  }

  public @Nullable Entry find(String key) {
    List<Entry> found =
        state.alone(() -> sql.list(SELECT + "WHERE annotation_key = ?", READER, key));
    return found.isEmpty() ? null : found.get(0);
  }

  public boolean knows(long annotationId) {
    return state.alone(
            () ->
                sql.count("SELECT count(*) FROM annotation WHERE annotation_id = ?", annotationId))
        > 0;
  }

  /** The task of a standing annotation with that id, or null when none is known. */
  public @Nullable Long taskOf(long annotationId) {
    List<Long> found =
        state.alone(
            () ->
                sql.list(
                    "SELECT task_id FROM annotation WHERE annotation_id = ? AND state <> 'DELETED'",
                    row -> row.getLong(1),
                    annotationId));
    return found.isEmpty() ? null : found.get(0);
  }

  /** The annotations of a desk's task that were not deleted. */
  public List<Entry> standing(Desk desk, long taskId) {
    return state.alone(
        () ->
            sql.list(
                SELECT + "WHERE task_id = ? AND desk = ? AND state <> 'DELETED'",
                READER,
                taskId,
                desk.name()));
  }

  /** The annotator's newest vote on the item that was deleted and not given anew, or null. */
  public @Nullable Entry deletedVote(Desk desk, String itemKey, String annotator) {
    List<Entry> found =
        state.alone(
            () ->
                sql.list(
                    SELECT
                        + "WHERE item_key = ? AND annotator = ? AND desk = ? AND state = 'DELETED'"
                        + " AND EXISTS (SELECT 1 FROM release r WHERE r.release_id ="
                        + " annotation.release_id AND r.state = 'LABELED') AND NOT EXISTS (SELECT 1"
                        + " FROM annotation a WHERE a.release_id = annotation.release_id"
                        + " AND a.state <> 'DELETED') ORDER BY heard_ms DESC, rowid DESC LIMIT 1",
                    READER,
                    itemKey,
                    annotator,
                    desk.name()));
    return found.isEmpty() ? null : found.get(0);
  }

  /** Those that Assay has yet to be told of, in the order in which they were heard. */
  public List<Entry> pending() {
    return state.alone(
        () -> sql.list(SELECT + "WHERE pending IS NOT NULL ORDER BY heard_ms, rowid", READER));
  }

  /** The newest of one state. */
  public List<Entry> newest(State wanted, int limit) {
    return state.alone(
        () ->
            sql.list(
                SELECT + "WHERE state = ? ORDER BY heard_ms DESC LIMIT ?",
                READER,
                wanted.name(),
                limit));
  }

  public void put(Entry entry) {
    state.alone(
        () ->
            sql.update(
                "INSERT OR REPLACE INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?)",
                entry.key(),
                entry.desk().name(),
                entry.annotationId(),
                entry.taskId(),
                entry.itemKey(),
                entry.annotator(),
                entry.updatedAt(),
                entry.state().name(),
                entry.pending() == null ? null : entry.pending().name(),
                GSON.toJson(entry.answer()),
                entry.leadMillis(),
                entry.releaseId(),
                entry.reason(),
                entry.source(),
                entry.heardMillis()));
  }

  /** How many stand so. */
  public long count(State wanted) {
    return state.alone(
        () -> sql.count("SELECT count(*) FROM annotation WHERE state = ?", wanted.name()));
  }

  /** Who has answered or skipped something at the desk since then. */
  public List<String> people(Desk desk, long sinceMillis) {
    return state.alone(
        () ->
            sql.list(
                "SELECT DISTINCT annotator FROM annotation WHERE desk = ? AND heard_ms >= ?"
                    + " AND state IN ('ACCEPTED', 'SKIPPED')",
                row -> row.getString(1),
                desk.name(),
                sinceMillis));
  }

  /** Whom Label Studio does not serve the item's task to: they have an annotation there. */
  public List<String> peopleOf(Desk desk, String itemKey) {
    return state.alone(
        () ->
            sql.list(
                "SELECT DISTINCT annotator FROM annotation WHERE item_key = ? AND desk = ?"
                    + " AND state <> 'DELETED'",
                row -> row.getString(1),
                itemKey,
                desk.name()));
  }

  /** How many were first heard of by that source: "webhook" or "poll". */
  public long countBySource(String source) {
    return state.alone(
        () ->
            sql.count(
                "SELECT count(*) FROM annotation WHERE source = ?",
                source.toUpperCase(Locale.ROOT)));
  }
}
