package dev.assay.server.store.sql;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.server.store.WaveTable;
import dev.assay.v1.Slice;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveOpinion;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Tables {@code wave} and {@code wave_item}. */
final class SqlWaveTable implements WaveTable {
  private static final String SELECT =
      "SELECT project_id, wave_number, policy_version, score_set_id, embedding_version, strategy,"
          + " exploration_share, sharpness, seed, pool_count, candidate_count, draw_count,"
          + " judged_count, judged_control, class_controls, judged_variance, pool_variance,"
          + " judged_count_variance, pool_count_variance, digest, drawn_sequence, created_ms,"
          + " state, next_position, closed_sequence FROM wave WHERE project_id = ?";

  static final String ITEM_COLUMNS =
      "w.wave_number, w.position, w.ordinal, w.inclusion_probability, w.slice, w.slice_draw,"
          + " w.utility, w.predicted_class, w.error_probability, w.judged";

  private static final String UNSERVED =
      "SELECT w.ordinal FROM wave v JOIN wave_item w ON w.project_id = v.project_id"
          + " AND w.wave_number = v.wave_number AND w.position >= v.next_position"
          + " WHERE v.project_id = ? AND v.state = 1";

  private final Statements statements;

  SqlWaveTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable WaveRow find(long projectId, long waveNumber) {
    return statements
        .call(SELECT + " AND wave_number = ?")
        .int64(projectId)
        .int64(waveNumber)
        .first(SqlWaveTable::read);
  }

  @Override
  public List<WaveRow> list(long projectId) {
    return statements
        .call(SELECT + " ORDER BY wave_number")
        .int64(projectId)
        .list(SqlWaveTable::read);
  }

  @Override
  public List<WaveRow> open(long projectId) {
    return statements
        .call(SELECT + " AND state = 1 ORDER BY wave_number")
        .int64(projectId)
        .list(SqlWaveTable::read);
  }

  @Override
  public void insert(WaveRow wave, List<WaveItemRow> items) {
    statements
        .call(
            "INSERT INTO wave (project_id, wave_number, state, policy_version, score_set_id,"
                + " embedding_version, strategy, exploration_share, sharpness, seed, pool_count,"
                + " candidate_count, draw_count, next_position, judged_count, judged_control,"
                + " class_controls, judged_variance, pool_variance, judged_count_variance,"
                + " pool_count_variance, digest, drawn_sequence, closed_sequence, created_ms)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?)")
        .int64(wave.projectId())
        .int64(wave.waveNumber())
        .int32(number(wave.state()))
        .int64(wave.basis().policyVersion())
        .int64(wave.scoreSetId())
        .int64(wave.basis().embeddingVersion())
        .text(wave.strategy())
        .real(wave.explorationShare())
        .real(wave.basis().sharpness())
        .int64(wave.basis().seed())
        .int32(wave.poolCount())
        .int32(wave.candidateCount())
        .int32(wave.drawCount())
        .int32(wave.nextPosition())
        .int32(wave.judgedCount())
        .real(wave.judgedControl())
        .bytes(LittleEndian.ofDoubles(wave.classControls()))
        .real(wave.judgedVariance())
        .real(wave.poolVariance())
        .real(wave.judgedCountVariance())
        .real(wave.poolCountVariance())
        .bytes(wave.digest())
        .int64(wave.drawnSequence())
        .int64(wave.closedSequence())
        .int64(wave.createdMillis())
        .updateOne();
    putItems(wave.projectId(), items);
  }

  @Override
  public int removeItems(long projectId, long waveNumber, int limit) {
    return statements
        .call(
            "DELETE FROM wave_item WHERE project_id = ? AND wave_number = ? AND position IN (SELECT"
                + " position FROM wave_item WHERE project_id = ? AND wave_number = ? LIMIT ?)")
        .int64(projectId)
        .int64(waveNumber)
        .int64(projectId)
        .int64(waveNumber)
        .int32(limit)
        .update();
  }

  @Override
  public void putItems(long projectId, List<WaveItemRow> items) {
    Call call =
        statements.call(
            "INSERT INTO wave_item (project_id, wave_number, position, ordinal,"
                + " inclusion_probability, slice, slice_draw, utility, predicted_class,"
                + " error_probability, judged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (WaveItemRow item : items) {
      call.int64(projectId)
          .int64(item.waveNumber())
          .int32(item.position())
          .int32(item.ordinal())
          .real(item.inclusionProbability())
          .int32(item.slice().getNumber())
          .real(item.sliceDraw())
          .real(item.utility())
          .int32(item.predictedClass())
          .real(item.errorProbability())
          .flag(item.judged())
          .endRow();
    }
    call.updateRows();
  }

  @Override
  public void putInputs(long projectId, long waveNumber, WaveInputs inputs) {
    statements
        .call("INSERT INTO wave_inputs (project_id, wave_number, inputs) VALUES (?, ?, ?)")
        .int64(projectId)
        .int64(waveNumber)
        .bytes(inputs.toByteString())
        .updateOne();
  }

  @Override
  public @Nullable WaveInputs inputs(long projectId, long waveNumber) {
    return statements
        .call("SELECT inputs FROM wave_inputs WHERE project_id = ? AND wave_number = ?")
        .int64(projectId)
        .int64(waveNumber)
        .first(SqlWaveTable::readInputs);
  }

  private static WaveInputs readInputs(Row row) {
    try {
      return WaveInputs.parseFrom(row.byteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the inputs of a wave cannot be read", e);
    }
  }

  @Override
  public void putOpinion(long projectId, WaveOpinion opinion) {
    statements
        .call("INSERT INTO wave_opinion (project_id, wave_number, opinion) VALUES (?, ?, ?)")
        .int64(projectId)
        .int64(opinion.getWaveNumber())
        .bytes(opinion.toByteString())
        .updateOne();
  }

  @Override
  public void removeOpinion(long projectId, long waveNumber) {
    statements
        .call("DELETE FROM wave_opinion WHERE project_id = ? AND wave_number = ?")
        .int64(projectId)
        .int64(waveNumber)
        .update();
  }

  @Override
  public List<WaveOpinion> opinions(long projectId) {
    return statements
        .call("SELECT opinion FROM wave_opinion WHERE project_id = ? ORDER BY wave_number")
        .int64(projectId)
        .list(SqlWaveTable::readOpinion);
  }

  private static WaveOpinion readOpinion(Row row) {
    try {
      return WaveOpinion.parseFrom(row.byteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the second opinion of a wave cannot be read", e);
    }
  }

  @Override
  public List<WaveItemRow> items(long projectId, long waveNumber, int fromPosition, int limit) {
    return statements
        .call(
            "SELECT "
                + ITEM_COLUMNS
                + " FROM wave_item w WHERE project_id = ? AND wave_number = ? AND position >= ?"
                + " ORDER BY position LIMIT ?")
        .int64(projectId)
        .int64(waveNumber)
        .int32(fromPosition)
        .int32(limit)
        .list(SqlWaveTable::readItem);
  }

  @Override
  public List<DrawnItemRow> drawn(long projectId, long waveNumber, int fromPosition, int limit) {
    return statements
        .call(
            "SELECT w.wave_number, w.position, w.ordinal, w.inclusion_probability, w.slice,"
                + " w.slice_draw, w.utility, i.item_id, i.price_micros, i.route"
                + " FROM wave_item w JOIN item i"
                + " ON i.project_id = w.project_id AND i.ordinal = w.ordinal"
                + " WHERE w.project_id = ? AND w.wave_number = ? AND w.position >= ?"
                + " ORDER BY w.position LIMIT ?")
        .int64(projectId)
        .int64(waveNumber)
        .int32(fromPosition)
        .int32(limit)
        .list(
            row ->
                new DrawnItemRow(
                    row.int64(),
                    row.int32(),
                    row.int32(),
                    row.real(),
                    row.code(Slice::forNumber),
                    row.real(),
                    row.real(),
                    row.text(),
                    row.int64OrNull(),
                    row.int32()));
  }

  @Override
  public void setNextPosition(long projectId, long waveNumber, int nextPosition) {
    statements
        .call(
            "UPDATE wave SET next_position = ?"
                + " WHERE project_id = ? AND wave_number = ? AND state = 1")
        .int32(nextPosition)
        .int64(projectId)
        .int64(waveNumber)
        .updateOne();
  }

  @Override
  public void close(long projectId, long waveNumber, WaveRow.State state, long closedSequence) {
    statements
        .call(
            "UPDATE wave SET state = ?, closed_sequence = ?"
                + " WHERE project_id = ? AND wave_number = ?")
        .int32(number(state))
        .int64(closedSequence)
        .int64(projectId)
        .int64(waveNumber)
        .updateOne();
  }

  @Override
  public void scanTaken(long projectId, IntConsumer consumer) {
    statements
        .call(
            "SELECT ordinal FROM task WHERE project_id = ? UNION ALL "
                + UNSERVED
                + " UNION ALL"
                + " SELECT ordinal FROM gold WHERE project_id = ? AND reserved = 1")
        .int64(projectId)
        .int64(projectId)
        .int64(projectId)
        .each(row -> consumer.accept(row.int32()));
  }

  @Override
  public void scanUnserved(long projectId, IntConsumer consumer) {
    statements.call(UNSERVED).int64(projectId).each(row -> consumer.accept(row.int32()));
  }

  /** Columns are read in their order, which is that of the parts. */
  private static WaveRow read(Row row) {
    return new WaveRow(
        row.int64(),
        row.int64(),
        new WaveRow.Basis(
            row.int64(),
            row.int64OrNull(),
            row.int64OrNull(),
            row.text(),
            row.real(),
            row.real(),
            row.int64()),
        new WaveRow.Counts(row.int32(), row.int32(), row.int32()),
        new WaveRow.Controls(
            row.int32(),
            row.real(),
            LittleEndian.toDoubles(row.bytes()),
            row.realOrNan(),
            row.realOrNan(),
            row.realOrNan(),
            row.realOrNan()),
        row.byteString(),
        row.int64(),
        row.int64(),
        new WaveRow.Serving(row.code(SqlWaveTable::state), row.int32(), row.int64OrNull()));
  }

  static WaveItemRow readItem(Row row) {
    return new WaveItemRow(
        row.int64(),
        row.int32(),
        row.int32(),
        row.real(),
        row.code(Slice::forNumber),
        row.real(),
        row.real(),
        row.int32(),
        row.real(),
        row.flag());
  }

  private static int number(WaveRow.State state) {
    return switch (state) {
      case OPEN -> 1;
      case SERVED -> 2;
      case WITHDRAWN -> 3;
    };
  }

  private static WaveRow.@Nullable State state(int number) {
    return switch (number) {
      case 1 -> WaveRow.State.OPEN;
      case 2 -> WaveRow.State.SERVED;
      case 3 -> WaveRow.State.WITHDRAWN;
      default -> null;
    };
  }
}
