package dev.assay.server.store.jdbc;

import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProgressTable;
import org.jspecify.annotations.Nullable;

/** Table {@code progress}: counters, changed in memory and written with the group. */
final class JdbcProgressTable implements ProgressTable {
  // The columns in the order in which a row is held.
  private static final int POOL_VERSION = 0;
  private static final int ITEM_COUNT = 1;
  private static final int SERVED_COUNT = 2;
  private static final int SETTLED_COUNT = 3;
  private static final int UNSETTLED_COUNT = 4;
  private static final int EMBEDDING_DIMENSION = 5;
  private static final int SCORE_SET_ID = 6; // 0 for none
  private static final int LAST_WAVE_NUMBER = 7;
  private static final int AUDIT_SEQUENCE = 8;
  private static final int COLUMNS = 9;

  /** A row that never changes. */
  private record Counters(long[] values) {
    long of(int column) {
      return values[column];
    }

    Counters with(int column, long value) {
      long[] changed = values.clone();
      changed[column] = value;
      return new Counters(changed);
    }
  }

  private final Statements statements;
  private final KeptRows<Long, Counters> kept;

  JdbcProgressTable(Statements statements, Memory memory) {
    this.statements = statements;
    this.kept = memory.rows(JdbcProjectTable.MAX_KEPT, this::write);
  }

  @Override
  public ProgressRow get(long projectId) {
    Counters now = counters(projectId);
    long scoreSetId = now.of(SCORE_SET_ID);
    return new ProgressRow(
        projectId,
        now.of(POOL_VERSION),
        Math.toIntExact(now.of(ITEM_COUNT)),
        Math.toIntExact(now.of(SERVED_COUNT)),
        Math.toIntExact(now.of(SETTLED_COUNT)),
        Math.toIntExact(now.of(EMBEDDING_DIMENSION)),
        scoreSetId == 0 ? null : (Long) scoreSetId,
        now.of(LAST_WAVE_NUMBER),
        now.of(AUDIT_SEQUENCE));
  }

  @Override
  public long nextPoolVersion(long projectId) {
    return add(projectId, POOL_VERSION, 1);
  }

  @Override
  public long nextAuditSequence(long projectId) {
    return add(projectId, AUDIT_SEQUENCE, 1);
  }

  @Override
  public int nextSettled(long projectId) {
    long settled = add(projectId, SETTLED_COUNT, 1);
    return Math.toIntExact(settled + counters(projectId).of(UNSETTLED_COUNT));
  }

  @Override
  public void removeSettled(long projectId) {
    add(projectId, SETTLED_COUNT, -1);
    add(projectId, UNSETTLED_COUNT, 1);
  }

  @Override
  public void addItems(long projectId, int count) {
    add(projectId, ITEM_COUNT, count);
  }

  @Override
  public void addServed(long projectId, int count) {
    add(projectId, SERVED_COUNT, count);
  }

  @Override
  public void setEmbeddingDimension(long projectId, int dimension) {
    set(projectId, EMBEDDING_DIMENSION, dimension);
  }

  @Override
  public void setScoreSet(long projectId, long scoreSetId) {
    set(projectId, SCORE_SET_ID, scoreSetId);
  }

  @Override
  public void setLastWaveNumber(long projectId, long waveNumber) {
    set(projectId, LAST_WAVE_NUMBER, waveNumber);
  }

  private long add(long projectId, int column, long change) {
    long value = Math.addExact(counters(projectId).of(column), change);
    set(projectId, column, value);
    return value;
  }

  private void set(long projectId, int column, long value) {
    kept.change(projectId, counters(projectId).with(column, value));
  }

  private Counters counters(long projectId) {
    Counters counters = kept.find(projectId, this::read);
    if (counters == null) {
      throw new IllegalStateException("project " + projectId + " has no progress");
    }
    return counters;
  }

  private @Nullable Counters read(Long projectId) {
    return statements
        .call(
            "SELECT pool_version, item_count, served_count, settled_count, unsettled_count,"
                + " embedding_dimension, coalesce(score_set_id, 0), last_wave_number,"
                + " audit_sequence FROM progress WHERE project_id = ?")
        .int64(projectId)
        .first(JdbcProgressTable::counters);
  }

  private static Counters counters(Row row) {
    long[] values = new long[COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.int64();
    }
    return new Counters(values);
  }

  private void write(Long projectId, Counters counters) {
    Call call =
        statements.call(
            "UPDATE progress SET pool_version = ?, item_count = ?, served_count = ?,"
                + " settled_count = ?, unsettled_count = ?, embedding_dimension = ?,"
                + " score_set_id = nullif(?, 0), last_wave_number = ?, audit_sequence = ?"
                + " WHERE project_id = ?");
    for (long value : counters.values) {
      call.int64(value);
    }
    call.int64(projectId).updateOne();
  }
}
