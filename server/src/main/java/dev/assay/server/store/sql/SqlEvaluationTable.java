package dev.assay.server.store.sql;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.EvaluationTable;
import dev.assay.v1.StoredEvaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables {@code evaluation} and {@code evaluation_round}. */
final class SqlEvaluationTable implements EvaluationTable {
  private static final String SELECT =
      "SELECT project_id, number, evaluation_id, state, score_set_id, definition, created_ms"
          + " FROM evaluation WHERE project_id = ?";

  private static final String SELECT_ROUND =
      "SELECT project_id, wave_number, number, round, candidate_count, control_total,"
          + " least_control, most_control, known, draw_count, last, next_position"
          + " FROM evaluation_round WHERE project_id = ?";

  private final Statements statements;

  SqlEvaluationTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable EvaluationRow find(long projectId, String evaluationId) {
    return statements
        .call(SELECT + " AND evaluation_id = ?")
        .int64(projectId)
        .text(evaluationId)
        .first(SqlEvaluationTable::read);
  }

  @Override
  public List<EvaluationRow> list(long projectId, int beforeNumber, int limit) {
    return statements
        .call(SELECT + " AND number < ? ORDER BY number DESC LIMIT ?")
        .int64(projectId)
        .int32(beforeNumber)
        .int32(limit)
        .list(SqlEvaluationTable::read);
  }

  @Override
  public @Nullable EvaluationRow running(long projectId) {
    return statements
        .call(SELECT + " AND state = 1")
        .int64(projectId)
        .first(SqlEvaluationTable::read);
  }

  @Override
  public void insert(EvaluationRow row) {
    statements
        .call(
            "INSERT INTO evaluation (project_id, number, evaluation_id, state, score_set_id,"
                + " definition, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .int64(row.projectId())
        .int32(row.number())
        .text(row.evaluationId())
        .int32(number(row.state()))
        .int64(row.scoreSetId())
        .bytes(row.definition().toByteString())
        .int64(row.createdMillis())
        .updateOne();
  }

  @Override
  public void setState(long projectId, int number, EvaluationRow.State state) {
    statements
        .call("UPDATE evaluation SET state = ? WHERE project_id = ? AND number = ?")
        .int32(number(state))
        .int64(projectId)
        .int32(number)
        .updateOne();
  }

  @Override
  public List<EvaluationRoundRow> rounds(long projectId, int number) {
    return statements
        .call(SELECT_ROUND + " AND number = ? ORDER BY wave_number")
        .int64(projectId)
        .int32(number)
        .list(SqlEvaluationTable::readRound);
  }

  @Override
  public @Nullable EvaluationRoundRow round(long projectId, long waveNumber) {
    return statements
        .call(SELECT_ROUND + " AND wave_number = ?")
        .int64(projectId)
        .int64(waveNumber)
        .first(SqlEvaluationTable::readRound);
  }

  @Override
  public @Nullable EvaluationRoundRow serving(long projectId) {
    return statements
        .call(SELECT_ROUND + " AND next_position < draw_count ORDER BY last, wave_number LIMIT 1")
        .int64(projectId)
        .first(SqlEvaluationTable::readRound);
  }

  @Override
  public void insertRound(EvaluationRoundRow row) {
    statements
        .call(
            "INSERT INTO evaluation_round (project_id, wave_number, number, round,"
                + " candidate_count, control_total, least_control, most_control, known,"
                + " draw_count, last, next_position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .int64(row.projectId())
        .int64(row.waveNumber())
        .int32(row.number())
        .int32(row.round())
        .int32(row.candidates().count())
        .real(row.candidates().controlTotal())
        .real(row.candidates().leastControl())
        .real(row.candidates().mostControl())
        .bytes(LittleEndian.ofInts(row.known()))
        .int32(row.drawCount())
        .flag(row.last())
        .int32(row.nextPosition())
        .updateOne();
  }

  @Override
  public void setNextPosition(long projectId, long waveNumber, int nextPosition) {
    statements
        .call(
            "UPDATE evaluation_round SET next_position = ? WHERE project_id = ? AND wave_number ="
                + " ?")
        .int32(nextPosition)
        .int64(projectId)
        .int64(waveNumber)
        .updateOne();
  }

  @Override
  public void offerLast(long projectId, int number) {
    statements
        .call("UPDATE evaluation_round SET last = 1 WHERE project_id = ? AND number = ?")
        .int64(projectId)
        .int32(number)
        .update();
  }

  private static EvaluationRow read(Row row) {
    return new EvaluationRow(
        row.int64(),
        row.int32(),
        row.text(),
        row.code(SqlEvaluationTable::state),
        row.int64(),
        definition(row),
        row.int64());
  }

  private static int number(EvaluationRow.State state) {
    return switch (state) {
      case RUNNING -> 1;
      case COMPLETED -> 2;
      case CANCELLED -> 3;
    };
  }

  private static EvaluationRow.@Nullable State state(int number) {
    return switch (number) {
      case 1 -> EvaluationRow.State.RUNNING;
      case 2 -> EvaluationRow.State.COMPLETED;
      case 3 -> EvaluationRow.State.CANCELLED;
      default -> null;
    };
  }

  private static StoredEvaluation definition(Row row) {
    try {
      return StoredEvaluation.parseFrom(row.byteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an evaluation cannot be read", e);
    }
  }

  private static EvaluationRoundRow readRound(Row row) {
    return new EvaluationRoundRow(
        row.int64(),
        row.int64(),
        row.int32(),
        row.int32(),
        new EvaluationRoundRow.Candidates(row.int32(), row.real(), row.real(), row.real()),
        LittleEndian.toInts(row.bytes()),
        row.int32(),
        row.flag(),
        row.int32());
  }
}
